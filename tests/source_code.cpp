#include "source_code.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace huanjie {
namespace {

namespace fs = std::filesystem;

void blank(std::string& code, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < std::min(to, code.size()); ++i) {
    if (code[i] != '\n') code[i] = ' ';
  }
}

// Past the end of the literal that the quote at `at` begins.
std::size_t after_literal(const std::string& text, std::size_t at) {
  const char quote = text[at];
  if (quote == '"' && at > 0 && text[at - 1] == 'R') {
    const std::size_t open = text.find('(', at);
    const std::string close = ")" + text.substr(at + 1, open - at - 1) + "\"";
    return std::min(text.find(close, open), text.size() - close.size()) + close.size();
  }
  std::size_t i = at + 1;
  while (i < text.size() && text[i] != quote) i += text[i] == '\\' ? 2 : 1;
  return i + 1;
}

std::vector<Source> read_sources() {
  std::vector<Source> sources;
  for (const char* top : {"src", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root() / top)) {
      const std::string path = fs::relative(entry.path(), root()).generic_string();
      if (!entry.is_regular_file() || !(path.ends_with(".h") || path.ends_with(".cpp"))) continue;
      Source source{path, {}, read_text(entry.path()), {}};
      source.code = code_of(source.text);
      if (path.starts_with("src/")) source.module = path.substr(4, path.find('/', 4) - 4);
      sources.push_back(std::move(source));
    }
  }
  std::ranges::sort(sources, {}, &Source::path);
  return sources;
}

// What the brace at `at` opens, told by the statement before it.
enum class Block { container, function, inner, value };

Block block_at(const std::string& code, std::size_t at, const std::string& head, bool outside) {
  static const std::regex kContainer(
      "^(template\\s*<[^{]*>\\s*)*(inline\\s+|extern\\s*\"\"\\s*)?(namespace|class|struct|union|"
      "enum|extern)\\b[^(]*$");
  if (!outside) return Block::inner;
  if (std::regex_search(head, kContainer)) return Block::container;
  // A body stands apart; `a_{1}` and `kNames{...}` do not, nor does what follows a `=`.
  const char before = at == 0 ? ' ' : code[at - 1];
  if (std::isalnum(static_cast<unsigned char>(before)) != 0 || before == '_' || before == '>') {
    return Block::value;
  }
  static const std::regex kAssigned("[^=!<>]=\\s*$");
  if (std::regex_search(head, kAssigned)) return Block::value;
  return head.find('(') != std::string::npos ? Block::function : Block::value;
}

}  // namespace

std::filesystem::path root() { return HUANJIE_SOURCE_DIR; }

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string code_of(const std::string& text) {
  std::string code = text;
  bool line_is_empty = true;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (text.compare(i, 2, "//") == 0) {
      end = std::min(text.find('\n', i), text.size());
    } else if (text.compare(i, 2, "/*") == 0) {
      end = std::min(text.find("*/", i + 2), text.size() - 2) + 2;
    } else if (text[i] == '#' && line_is_empty) {
      end = text.find('\n', i);
      while (end != std::string::npos && text[end - 1] == '\\') end = text.find('\n', end + 1);
      end = std::min(end, text.size());
    } else if (text[i] == '"' || (text[i] == '\'' && (i == 0 || std::isxdigit(text[i - 1]) == 0))) {
      end = after_literal(text, i);
      code[std::min(end, code.size()) - 1] = text[i];
      blank(code, i + 1, end - 1);
      line_is_empty = false;
      i = end;
      continue;
    }
    if (end > i + 1) blank(code, i, end);
    if (text[i] == '\n') line_is_empty = true;
    if (std::isspace(static_cast<unsigned char>(text[i])) == 0) line_is_empty = false;
    i = end;
  }
  return code;
}

const std::vector<Source>& sources() {
  static const std::vector<Source> all = read_sources();
  return all;
}

std::size_t line_of(const std::string& text, std::size_t at) {
  return static_cast<std::size_t>(
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1);
}

std::string place(const Source& source, std::size_t at) {
  return source.path + ":" + std::to_string(line_of(source.text, at)) + ": ";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::size_t characters(std::string_view line) {
  return static_cast<std::size_t>(
      std::ranges::count_if(line, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::vector<Literal> literals_of(const Source& source) {
  std::vector<Literal> literals;
  std::size_t statement = 0;
  for (std::size_t i = 0; i < source.code.size(); ++i) {
    const char c = source.code[i];
    if (c == ';' || c == '{' || c == '}') ++statement;
    if (c != '"') continue;
    const std::size_t end = source.code.find('"', i + 1);
    if (end == std::string::npos) break;
    literals.push_back({source.text.substr(i + 1, end - i - 1), i, statement});
    i = end;
  }
  return literals;
}

std::vector<Include> includes_of(const std::string& text) {
  static const std::regex kInclude("(^|\n)[ \t]*#[ \t]*include[ \t]*([<\"])([^>\"]+)[>\"]");
  std::vector<Include> found;
  for (std::sregex_iterator i(text.begin(), text.end(), kInclude), end; i != end; ++i) {
    found.push_back({(*i)[3], (*i)[2] == "\"", static_cast<std::size_t>(i->position(2))});
  }
  return found;
}

std::map<std::string, std::set<std::string>> read_layers(const std::string& text) {
  std::map<std::string, std::set<std::string>> layers;
  for (const std::string& line : lines_of(text)) {
    const std::size_t colon = line.find(':');
    if (line.starts_with("#") || colon == std::string::npos) continue;
    std::istringstream words(line.substr(colon + 1));
    std::set<std::string>& below = layers[line.substr(0, colon)];
    below.insert(line.substr(0, colon));
    for (std::string word; words >> word;) below.insert(word);
  }
  return layers;
}

std::vector<Function> functions_of(const std::string& code) {
  std::vector<Function> functions;
  std::vector<Block> open;
  std::size_t start = 0;  // of the statement
  Function current{};
  for (std::size_t i = 0; i < code.size(); ++i) {
    const bool outside = std::ranges::all_of(open, [](Block b) { return b == Block::container; });
    if (code[i] == '{') {
      const std::size_t first = std::min(code.find_first_not_of(" \t\n", start), i);
      const std::string head = code.substr(first, i - first);
      open.push_back(block_at(code, i, head, outside));
      if (open.back() == Block::function) current = {head, first, 0};
      if (open.back() == Block::container) start = i + 1;
    } else if (code[i] == '}' && !open.empty()) {
      const Block closed = open.back();
      open.pop_back();
      if (closed == Block::function) {
        current.lines = line_of(code, i) - line_of(code, current.at) + 1;
        functions.push_back(current);
      }
      if (closed == Block::function || closed == Block::container) start = i + 1;
    } else if (code[i] == ';' && outside) {
      start = i + 1;
    }
  }
  return functions;
}

std::size_t parameters_of(const std::string& head) {
  const std::size_t open = head.find("operator()") == std::string::npos
                               ? head.find('(')
                               : head.find('(', head.find("operator()") + 10);
  if (open == std::string::npos) return 0;
  std::size_t commas = 0;
  bool any = false;
  int depth = 0;
  for (std::size_t i = open; i < head.size(); ++i) {
    const char c = head[i];
    if (c == '(' || c == '<' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}' || (c == '>' && head[i - 1] != '-')) --depth;
    if (depth == 0) break;
    if (i > open && std::isspace(static_cast<unsigned char>(c)) == 0) any = true;
    if (depth == 1 && c == ',') ++commas;
  }
  return any ? commas + 1 : 0;
}

}  // namespace huanjie
