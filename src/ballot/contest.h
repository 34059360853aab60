#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/method.h"
#include "base/fields.h"
#include "base/sex.h"

namespace huanjie {

// One mark box a line, or the three columns 赞成 / 不赞成 / 弃权 with a box in each.
enum class Form { box, columns };
template <>
struct EnumNames<Form> {
  static constexpr std::array kNames{std::pair{Form::box, std::string_view("box")},
                                     std::pair{Form::columns, std::string_view("columns")}};
};

struct Candidate {
  std::string id{};
  std::string name{};
  std::optional<std::string> person{};  // says that two candidacies are one human being
  std::optional<Sex> sex{};

  friend bool operator==(const Candidate&, const Candidate&) = default;
  static constexpr auto fields() {
    return std::tuple{field("id", &Candidate::id), field("name", &Candidate::name),
                      optional_field("person", &Candidate::person),
                      optional_field("sex", &Candidate::sex)};
  }
};

// A post and its seats (职务与应选名额).
struct Contest {
  std::string id{};
  std::string title{};
  int seats = 1;
  int write_in_rows = 0;
  Form form = Form::box;
  std::vector<Candidate> candidates{};

  friend bool operator==(const Contest&, const Contest&) = default;
  static constexpr auto fields() {
    return std::tuple{field("id", &Contest::id),
                      field("title", &Contest::title),
                      field("seats", &Contest::seats),
                      field("write_in_rows", &Contest::write_in_rows),
                      optional_field("form", &Contest::form),
                      field("candidates", &Contest::candidates)};
  }
};

// What is on one sheet of paper. Contests stand in rank order, highest post first.
struct Ballot {
  static constexpr std::string_view kFormat = "huanjie/ballot/1";
  std::string format{kFormat};
  std::string id{};
  std::string title{};
  std::optional<std::string> unit{};
  std::vector<Contest> contests{};
  Method method{};

  friend bool operator==(const Ballot&, const Ballot&) = default;
  static constexpr auto fields() {
    return std::tuple{field("format", &Ballot::format),     field("id", &Ballot::id),
                      field("title", &Ballot::title),       optional_field("unit", &Ballot::unit),
                      field("contests", &Ballot::contests), field("method", &Ballot::method)};
  }
};

// Every rule a ballot must keep whatever the poll: ids, names and persons once within a contest,
// names without outer spaces, seats of at least one, a contest at all, a method that makes sense.
Result<> check(const Ballot& ballot);

// The text of ballot.json, read and checked.
Result<Ballot> parse_ballot(std::string_view text);

// nullptr where there is none of that id.
const Contest* find_contest(const Ballot& ballot, std::string_view id);
const Candidate* find_candidate(const Contest& contest, std::string_view id);

// The error for a file of another format, at "/format"; every file of the contracts names its own.
Result<> check_format(std::string_view format, std::string_view expected);
// The same before the keys are read, so that a file of another kind is called that and not told of
// a key it lacks.
Result<> expect_format(const Json& json, std::string_view expected);

// A name somebody wrote: neither empty nor with a space at either end.
Result<> check_name(std::string_view name, const std::string& where);

}  // namespace huanjie
