#pragma once

#include <string>

namespace CLI {
class App;
class Error;
}  // namespace CLI

namespace huanjie {

// Makes the help of the app and of every command added to it afterwards Chinese.
void speak_chinese(CLI::App& app);

// What is wrong with a command line that could not be read, and where its help is: one line each.
std::string usage_error(const CLI::App& app, const CLI::Error& error);

}  // namespace huanjie
