#pragma once

#include <string>
#include <system_error>

#include "base/result.h"

namespace huanjie {

// Why the operating system refused, in Chinese: "磁盘已满". `number` is an errno.
std::string system_reason(int number);

// `what` could not be done at `where`: its reason, and what would help.
std::unexpected<Error> system_error(const std::string& what, const std::string& where, int number);
std::unexpected<Error> system_error(const std::string& what, const std::string& where,
                                    const std::error_code& error);

}  // namespace huanjie
