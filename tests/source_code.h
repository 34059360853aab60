#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Just enough reading of C++ for the rules of tidy_test.

namespace huanjie {

struct Source {
  std::string path{};    // from the root of the tree, with '/'
  std::string module{};  // its folder below src; empty for tests/
  std::string text{};
  std::string code{};  // code_of(text)
};

// Every .h and .cpp of src and tests, by path.
const std::vector<Source>& sources();

std::filesystem::path root();
std::string read_text(const std::filesystem::path& path);
std::vector<std::string> lines_of(const std::string& text);
// From 1.
std::size_t line_of(const std::string& text, std::size_t at);
std::size_t characters(std::string_view line);

// Comments, literals and preprocessor lines become spaces; every other character keeps its place.
std::string code_of(const std::string& text);

// The literals of a source, each with its place; `statement` counts the statements before it.
struct Literal {
  std::string text{};
  std::size_t at = 0;
  std::size_t statement = 0;
};
std::vector<Literal> literals_of(const Source& source);

struct Include {
  std::string header{};
  bool quoted = false;
  std::size_t at = 0;
};
std::vector<Include> includes_of(const std::string& text);

struct Function {
  std::string head{};  // what stands before its brace
  std::size_t at = 0;
  std::size_t lines = 0;  // from its head to its last brace
};
// The functions that `code` defines outside of others; a lambda belongs to the function around it.
std::vector<Function> functions_of(const std::string& code);
// How many parameters the first parenthesis of a head names.
std::size_t parameters_of(const std::string& head);

// Module to what it may include, itself among them: the text of src/layers.txt.
std::map<std::string, std::set<std::string>> read_layers(const std::string& text);

}  // namespace huanjie
