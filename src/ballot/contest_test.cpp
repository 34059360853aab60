#include "ballot/contest.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace huanjie {
namespace {

constexpr std::string_view kBallot = R"({
  "format": "huanjie/ballot/1", "id": "b", "title": "选票", "unit": "电新街社区",
  "contests": [
    {"id": "chair", "title": "主任", "seats": 1, "write_in_rows": 1,
     "candidates": [{"id": "c1", "name": "丁建国", "person": "p1", "sex": "M"},
                    {"id": "c2", "name": "王芳", "person": "p2", "sex": "F"}]},
    {"id": "member", "title": "委员", "seats": 3, "write_in_rows": 0, "form": "columns",
     "candidates": [{"id": "c1", "name": "丁建国", "person": "p1"}]}],
  "method": {"pack": "party-committee-2020", "quorum": {"of": "entitled", "at_least": [4, 5]},
    "poll_valid": {"returned_at_most": ["voters", "issued"]}, "sheet_scope": "contest",
    "symbols": {"circle": "approve", "cross": "oppose", "tick": "invalid", "blank": "abstain",
                "filled": "invalid", "struck": "invalid"},
    "elected": {"of": "entitled", "more_than": [1, 2]}, "tie": "revote",
    "shortfall": ["rerun", "reduce"],
    "write_in": {"allowed": true, "needs_mark": true, "after_opposing": true},
    "same_person_twice": "allow", "carry_down": false, "kin_avoidance": false,
    "requires_woman": false}})";

Json ballot_json() { return *parse_json(kBallot); }

// The ballot with the value at a pointer replaced.
Json with(std::string_view pointer, Json value) {
  Json json = ballot_json();
  *const_cast<Json*>(resolve(json, pointer)) = std::move(value);
  return json;
}

TEST(Ballot, IsReadAndWrittenAgainAlike) {
  const Result<Ballot> ballot = parse_ballot(kBallot);
  ASSERT_TRUE(ballot.has_value()) << describe(ballot.error());
  EXPECT_EQ(to_json(*ballot), ballot_json());
  EXPECT_EQ(ballot->contests[1].form, Form::columns);
  EXPECT_EQ(ballot->contests[1].candidates[0].sex, std::nullopt);
}

TEST(Ballot, MayLeaveOutWhatTheContractCallsOptional) {
  Json json = ballot_json();
  std::erase_if(*json.if_object(), [](const JsonMember& member) { return member.key == "unit"; });
  EXPECT_TRUE(parse_ballot(write_json(json)).has_value());
  json.set("x", Json("a program's own"));
  EXPECT_TRUE(parse_ballot(write_json(json)).has_value());
}

TEST(Ballot, MayHoldOnePersonInTwoContests) {
  ASSERT_TRUE(parse_ballot(kBallot).has_value());  // p1 and the id c1 stand in both
}

TEST(Ballot, IsRefusedWithThePlaceAndWhatWouldBeRight) {
  struct Case {
    const char* claim;
    const char* pointer;
    Json value;
    const char* where;
  };
  const Case cases[] = {
      {"another format", "/format", "huanjie/poll/1", "/format"},
      {"no contest", "/contests", Json::array(), "/contests"},
      {"an id twice in one contest", "/contests/0/candidates/1/id", "c1",
       "/contests/0/candidates/1/id"},
      {"a name twice in one contest", "/contests/0/candidates/1/name", "丁建国",
       "/contests/0/candidates/1/name"},
      {"a person twice in one contest", "/contests/0/candidates/1/person", "p1",
       "/contests/0/candidates/1/person"},
      {"a contest twice", "/contests/1/id", "chair", "/contests/1/id"},
      {"no seat", "/contests/0/seats", 0, "/contests/0/seats"},
      {"a negative seat", "/contests/0/seats", -1, "/contests/0/seats"},
      {"a name with a space after it", "/contests/0/candidates/0/name", "丁建国 ",
       "/contests/0/candidates/0/name"},
      {"a name with a full-width space before it", "/contests/0/candidates/0/name", "\u3000丁建国",
       "/contests/0/candidates/0/name"},
      {"no name", "/contests/0/candidates/0/name", "", "/contests/0/candidates/0/name"},
      {"null for a name", "/contests/0/candidates/0/name", Json(), "/contests/0/candidates/0/name"},
      {"an id that looks written in", "/contests/0/candidates/0/id", "write-in:丁",
       "/contests/0/candidates/0/id"},
      {"an unknown form", "/contests/1/form", "grid", "/contests/1/form"},
      {"a quorum of those present", "/method/quorum/of", "present", "/method/quorum/of"},
      {"a choice that there is not", "/method/symbols/tick", "maybe", "/method/symbols/tick"},
      {"a fraction over nought", "/method/elected/more_than", Json(Json::Array{1, 0}),
       "/method/elected/more_than"},
      {"a tie decided by lot", "/method/tie", "lot", "/method/tie"},
  };
  for (const Case& one : cases) {
    const Result<Ballot> ballot = parse_ballot(write_json(with(one.pointer, one.value)));
    ASSERT_FALSE(ballot.has_value()) << one.claim;
    EXPECT_EQ(ballot.error().where, one.where) << one.claim;
    EXPECT_FALSE(ballot.error().expected.empty()) << one.claim;
  }
}

TEST(Ballot, NamesTheKeyThatIsMissingOrUnknown) {
  Json unknown = ballot_json();
  const_cast<Json*>(resolve(unknown, "/contests/0"))->set("colour", Json("red"));
  EXPECT_EQ(parse_ballot(write_json(unknown)).error().where, "/contests/0/colour");
  Json missing = ballot_json();
  std::erase_if(*const_cast<Json*>(resolve(missing, "/method/symbols"))->if_object(),
                [](const JsonMember& member) { return member.key == "tick"; });
  const Result<Ballot> ballot = parse_ballot(write_json(missing));
  ASSERT_FALSE(ballot.has_value());
  EXPECT_EQ(ballot.error().where, "/method/symbols");
  EXPECT_NE(ballot.error().message.find("tick"), std::string::npos);
}

TEST(Method, TakesExactlyOneThreshold) {
  const auto accepts = [](const char* elected) {
    return parse_ballot(write_json(with("/method/elected", *parse_json(elected)))).has_value();
  };
  EXPECT_TRUE(accepts(R"({"of": "valid", "at_least": [1, 3]})"));
  EXPECT_TRUE(accepts(R"({"plurality": true})"));
  EXPECT_FALSE(accepts(R"({"of": "valid"})"));
  EXPECT_FALSE(accepts(R"({"more_than": [1, 2]})"));
  EXPECT_FALSE(accepts(R"({"of": "valid", "at_least": [1, 3], "more_than": [1, 2]})"));
  EXPECT_FALSE(accepts(R"({"plurality": true, "of": "valid", "more_than": [1, 2]})"));
  EXPECT_FALSE(accepts(R"({"plurality": false})"));
}

TEST(Method, NeedsTheSmallestNumberThatPasses) {
  Elected elected{Base::entitled, Ratio{1, 2}, std::nullopt, false};
  EXPECT_EQ(needed(elected, 64), 33);
  EXPECT_EQ(needed(elected, 65), 33);
  EXPECT_EQ(needed(elected, 0), 1);
  elected = {Base::voters, std::nullopt, Ratio{1, 3}, false};
  EXPECT_EQ(needed(elected, 520), 174);
  EXPECT_EQ(needed(Elected{{}, {}, {}, true}, 520), 1);
  EXPECT_EQ(needed(Quorum{Base::entitled, Ratio{4, 5}, std::nullopt}, 57), 46);
  EXPECT_EQ(needed(Quorum{Base::registered, std::nullopt, Ratio{1, 2}}, 1000), 501);
}

TEST(Method, NeverLetsAContradictoryOrIllegibleMarkCount) {
  Symbols all_approve{Choice::approve, Choice::approve, Choice::approve,
                      Choice::approve, Choice::approve, Choice::approve};
  EXPECT_EQ(meaning(all_approve, Seen::struck), Choice::approve);
  EXPECT_EQ(meaning(all_approve, Seen::contradictory), Choice::invalid);
  EXPECT_EQ(meaning(all_approve, Seen::illegible), Choice::invalid);
}

TEST(Method, AsksForBlackenedBoxesWhereNothingElseApproves) {
  Symbols symbols;
  EXPECT_FALSE(asks_for_blackening(symbols));
  symbols.filled = Choice::approve;
  EXPECT_FALSE(asks_for_blackening(symbols)) << "a circle approves as well";
  symbols.circle = Choice::invalid;
  EXPECT_TRUE(asks_for_blackening(symbols));
}

}  // namespace
}  // namespace huanjie
