#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huanjie {

// Why something could not be done as asked. The code alone picks the HTTP status and the exit code.
enum class ErrorCode {
  invalid_input,  // the asker's input is wrong
  refused,        // a rule forbids it now
  not_found,
  conflict,     // somebody else was first, or another process holds it
  denied,       // the asker may not
  exhausted,    // a bound of limits.h
  unavailable,  // disk, file, device: not the asker's doing
};

// `where` is a place in the asker's input: a file, a JSON pointer ("/contests/0/seats"), a cell. It
// may be empty. `expected` says what would be right, and may be empty where the message already
// does.
struct Error {
  ErrorCode code = ErrorCode::invalid_input;
  std::string message{};
  std::string where{};
  std::string expected{};
};

// "where：message（应为：expected）", for a terminal.
std::string describe(const Error& error);

template <class T = void>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using std::expected<T, Error>::expected;
};

inline std::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {},
                                   std::string expected = {}) {
  return std::unexpected(Error{code, std::move(message), std::move(where), std::move(expected)});
}

inline std::unexpected<Error> invalid(std::string message, std::string where = {},
                                      std::string expected = {}) {
  return fail(ErrorCode::invalid_input, std::move(message), std::move(where), std::move(expected));
}

// Everything that is wrong: the first as the error itself, the others as lines of its message.
Result<> all_of(std::vector<Error> errors);

}  // namespace huanjie

// The value of a Result, or return its error. A whole right-hand side or a whole statement.
#define HJ_TRY(expression)                                                            \
  __extension__({                                                                     \
    auto hj_result = (expression);                                                    \
    if (!hj_result.has_value()) return std::unexpected(std::move(hj_result).error()); \
    *std::move(hj_result);                                                            \
  })
