#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source_code.h"

// The rules of STYLE.md that a program can check, held against the whole tree.

namespace huanjie {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLinesOfAFile = 500;
constexpr std::size_t kMostLinesOfAFunction = 60;
constexpr std::size_t kMostColumns = 100;
constexpr std::size_t kMostParameters = 5;

// What may break a rule, and why.
struct Exception {
  std::string_view file;
  std::string_view reason;
};
constexpr std::array kLongFiles{
    Exception{"src/roster/stroke_table.cpp",
              "a table: one character a line, to be compared by eye"},
    Exception{"src/meeting/events.h", "one list of what can happen in a meeting (STYLE, An event)"},
};
constexpr std::array kThrowing{
    Exception{"src/imaging/scan_pdf_filters.cpp", "qpdf gives up a stream only for an exception"},
};
constexpr std::array kMixedBrackets{
    Exception{"src/app/conduct.cpp", "takes one kind for the other"},
    Exception{"tests/tidy_test.cpp", "lists both kinds"},
};
constexpr std::string_view kHeldWhole =
    "from files to archive in tests/scenarios_test.cpp and src/cli/assembly_test.cpp";
constexpr std::array kUntested{
    Exception{"src/base/assert.cpp", "ends the process"},
    Exception{"src/app/acts.cpp", kHeldWhole},
    Exception{"src/app/conduct.cpp", kHeldWhole},
    Exception{"src/app/performer.cpp", kHeldWhole},
    Exception{"src/app/performer_count.cpp", kHeldWhole},
    Exception{"src/app/forms.cpp", kHeldWhole},
    Exception{"src/app/script.cpp", kHeldWhole},
    Exception{"src/app/service.cpp", kHeldWhole},
};

// Who may see which library: the .cpp files of one module, and the programs that test and measure.
struct Library {
  std::string_view header;  // how its #include begins
  std::string_view files;   // a regular expression of whole paths
};
constexpr std::array kLibraries{
    Library{"boost/json", "src/(base/json|rules/schema)\\.cpp"},
    Library{"valijson/", "src/rules/schema\\.cpp"},
    Library{"openssl/", "src/((base|store|app|cli)/.*|[a-z]+/.*_test)\\.cpp"},
    Library{"sqlite3.h", "src/store/.*\\.cpp"},
    Library{"pango/", "src/render/.*\\.cpp"},
    Library{"cairo", "src/render/.*\\.cpp"},
    Library{"png.h", "src/(render|imaging)/.*\\.cpp"},
    Library{"turbojpeg.h", "src/imaging/.*\\.cpp"},
    Library{"tiff", "src/imaging/.*\\.cpp"},
    Library{"qpdf/", "src/imaging/.*\\.cpp"},
    Library{"qrencode.h", "src/render/.*\\.cpp"},
    Library{"xlsxwriter", "src/(render|imaging)/.*\\.cpp"},
    Library{"unicode/", "src/imaging/.*\\.cpp"},
    Library{"orcus/", "src/imaging/.*\\.cpp"},
    Library{"archive", "src/(render|imaging)/.*\\.cpp"},
    Library{"expat.h", "src/imaging/.*\\.cpp"},
    Library{"CLI/", "src/cli/.*\\.cpp"},
    Library{"gtest/", "(src|tests)/.*_test\\.cpp"},
    Library{"gmock/", "(src|tests)/.*_test\\.cpp"},
    Library{"rapidcheck", "(src|tests)/.*_test\\.cpp"},
    Library{"benchmark/", "src/.*_bench\\.cpp"},
};

// The system's own headers: the shell may use them, the core may not.
const std::regex kPosix(
    "(sys/.*|arpa/.*|netinet/.*|net/.*|unistd|fcntl|sched|signal|dirent|poll|pwd|spawn|"
    "termios|netdb|dlfcn|pthread|semaphore|langinfo|locale|strings)\\.h");
const std::set<std::string, std::less<>> kCore{"base",    "rules",  "ballot",   "roster",
                                               "scan",    "tally",  "meeting",  "ledger",
                                               "history", "verify", "documents"};
const std::set<std::string, std::less<>> kImpure{
    "fstream",   "iostream", "filesystem", "random", "thread",  "mutex",     "shared_mutex",
    "atomic",    "future",   "ctime",      "latch",  "barrier", "semaphore", "condition_variable",
    "stop_token"};
// The verifier's only input and output, and the fuzz and test programs, which read their cases.
const std::regex kMayTouchTheWorld("src/verify/main\\.cpp|.*_(test|bench|fuzz)\\.cpp");

std::string place(const Source& source, std::size_t at) {
  return source.path + ":" + std::to_string(line_of(source.text, at)) + ": ";
}

// Every hit of `pattern` in the code (or, with `in_text`, comments and literals too) of every
// source.
void expect_none(const std::string& pattern, const std::string& what, bool in_text = false,
                 const std::regex& files = std::regex(".*")) {
  const std::regex wanted(pattern);
  for (const Source& source : sources()) {
    if (source.path == "tests/tidy_test.cpp" || !std::regex_match(source.path, files)) continue;
    const std::string& text = in_text ? source.text : source.code;
    for (std::sregex_iterator i(text.begin(), text.end(), wanted), end; i != end; ++i) {
      ADD_FAILURE() << place(source, static_cast<std::size_t>(i->position())) << what;
    }
  }
}

TEST(Tidy, EveryIncludeIsAllowedByTheLayers) {
  const auto layers = read_layers(read_text(root() / "src/layers.txt"));
  ASSERT_TRUE(layers.contains("base"));
  for (const Source& source : sources()) {
    for (const Include& include : includes_of(source.text)) {
      if (!include.quoted) continue;
      const std::string module = include.header.substr(0, include.header.find('/'));
      const fs::path beside = (root() / source.path).parent_path() / include.header;
      if (source.module.empty() && fs::exists(beside)) continue;
      EXPECT_TRUE(fs::exists(root() / "src" / include.header))
          << place(source, include.at) << include.header << " is not below src";
      if (source.module.empty()) continue;
      ASSERT_TRUE(layers.contains(source.module)) << source.module << " is not in layers.txt";
      EXPECT_TRUE(layers.at(source.module).contains(module))
          << place(source, include.at) << source.module << " may not include " << module;
    }
  }
}

// An edge that nobody needs is a door left open.
TEST(Tidy, EveryEdgeOfTheLayersIsUsed) {
  std::map<std::string, std::set<std::string>> used;
  for (const Source& source : sources()) {
    for (const Include& include : includes_of(source.text)) {
      if (!include.quoted) continue;
      used[source.module].insert(include.header.substr(0, include.header.find('/')));
    }
  }
  for (const auto& [module, below] : read_layers(read_text(root() / "src/layers.txt"))) {
    for (const std::string& lower : below) {
      EXPECT_TRUE(lower == module || used[module].contains(lower))
          << "src/layers.txt: " << module << " does not include " << lower;
    }
  }
}

TEST(Tidy, HeadersBeginWithPragmaOnce) {
  for (const Source& source : sources()) {
    if (!source.path.ends_with(".h")) continue;
    EXPECT_TRUE(source.text.starts_with("#pragma once\n")) << source.path;
  }
}

TEST(Tidy, ASourceIncludesItsOwnHeaderFirst) {
  for (const Source& source : sources()) {
    if (!source.path.ends_with(".cpp") || source.module.empty()) continue;
    const std::string own = source.path.substr(4, source.path.size() - 8) + ".h";
    if (!fs::exists(root() / "src" / own)) continue;
    const auto includes = includes_of(source.text);
    EXPECT_TRUE(!includes.empty() && includes[0].header == own)
        << source.path << ": the first #include should be \"" << own << "\"";
  }
}

// "" for a header of the C++ library, else the library it belongs to, or "?" for one nobody listed.
std::string library_of(const std::string& header) {
  for (const Library& library : kLibraries) {
    if (header.starts_with(library.header)) return std::string(library.header);
  }
  const bool standard = std::ranges::all_of(
      header, [](char c) { return std::islower(static_cast<unsigned char>(c)) || c == '_'; });
  return standard || header == "cxxabi.h" || std::regex_match(header, kPosix) ? "" : "?";
}

TEST(Tidy, LibrariesStayInsideTheirAdapters) {
  for (const Source& source : sources()) {
    for (const Include& include : includes_of(source.text)) {
      if (include.quoted) continue;
      const std::string library = library_of(include.header);
      if (library.empty()) continue;
      const bool allowed = std::ranges::any_of(kLibraries, [&](const Library& one) {
        return include.header.starts_with(one.header) &&
               std::regex_match(source.path, std::regex(std::string(one.files)));
      });
      EXPECT_TRUE(allowed) << place(source, include.at) << "<" << include.header
                           << "> may not be seen here (kLibraries)";
    }
  }
}

TEST(Tidy, EveryListedLibraryIsUsed) {
  std::set<std::string> used;
  for (const Source& source : sources()) {
    for (const Include& include : includes_of(source.text)) {
      if (!include.quoted) used.insert(library_of(include.header));
    }
  }
  for (const Library& library : kLibraries) {
    EXPECT_TRUE(used.contains(std::string(library.header)))
        << library.header << " is a row of kLibraries and no #include";
  }
}

TEST(Tidy, TheCoreDoesNotTouchTheWorld) {
  for (const Source& source : sources()) {
    if (!kCore.contains(source.module) || std::regex_match(source.path, kMayTouchTheWorld))
      continue;
    for (const Include& include : includes_of(source.text)) {
      EXPECT_FALSE(kImpure.contains(include.header) || std::regex_match(include.header, kPosix))
          << place(source, include.at) << "the core may not include <" << include.header << ">";
    }
    static const std::regex kWorld(
        "_clock::now|\\b(getenv|fopen|srand|rand|time|system|popen)\\(|"
        "\\bthread_local\\b");
    for (std::sregex_iterator i(source.code.begin(), source.code.end(), kWorld), end; i != end;
         ++i) {
      ADD_FAILURE() << place(source, static_cast<std::size_t>(i->position()))
                    << "the core may not ask the world: " << i->str();
    }
  }
}

TEST(Tidy, FilesAreShortEnoughToRead) {
  std::set<std::string_view> excused;
  for (const Exception& row : kLongFiles) excused.insert(row.file);
  for (const Source& source : sources()) {
    const std::size_t lines = lines_of(source.text).size();
    EXPECT_EQ(lines > kMostLinesOfAFile, excused.contains(source.path))
        << source.path << " has " << lines << " lines";
  }
}

TEST(Tidy, LinesFitAHundredColumns) {
  for (const Source& source : sources()) {
    std::size_t number = 0;
    for (const std::string& line : lines_of(source.text)) {
      ++number;
      // A file in a test stands as it is: a raw string does not fold.
      if (line.find("R\"(") != std::string::npos) continue;
      EXPECT_LE(characters(line), kMostColumns) << source.path << ":" << number;
    }
  }
}

TEST(Tidy, FunctionsFitAScreenAndTakeFiveParameters) {
  for (const Source& source : sources()) {
    for (const Function& function : functions_of(source.code)) {
      EXPECT_LE(function.lines, kMostLinesOfAFunction)
          << place(source, function.at) << "a long function: " << function.head;
      if (function.head.ends_with("override ")) continue;  // its library counted them
      EXPECT_LE(parameters_of(function.head), kMostParameters)
          << place(source, function.at) << "many parameters: " << function.head;
    }
  }
}

TEST(Tidy, FilesAreNamedInSnakeCase) {
  const std::regex snake("([a-z0-9]+(_[a-z0-9]+)*/)*[a-z0-9]+(_[a-z0-9]+)*\\.(h|cpp)");
  for (const Source& source : sources()) {
    EXPECT_TRUE(std::regex_match(source.path, snake)) << source.path;
  }
}

TEST(Tidy, NothingIsLeftForLater) {
  expect_none(
      "\\b(TO"
      "DO|FIX"
      "ME|X"
      "XX|HA"
      "CK)\\b",
      "finish it or leave it out", true);
  expect_none("\\b[Ii]ssue #?[0-9]|/(home|root|mnt|opt|srv|work)/", "means nothing to a reader",
              true);
}

TEST(Tidy, CommentsHaveNoBanners) {
  expect_none("(//|/\\*)[ \t]*([-=*#~_]|\xE2\x80\x94|\xE2\x94\x80){4}", "no banners", true);
}

TEST(Tidy, TheLanguageIsUsedAsStyleSays) {
  std::string not_throwing;
  for (const Exception& row : kThrowing) not_throwing += "(?!" + std::string(row.file) + "$)";
  expect_none("\\busing namespace\\b", "one namespace, and nothing is poured into it");
  expect_none("\\bthrow\\b", "nothing of ours throws; return an Error", false,
              std::regex(not_throwing + ".*"));
  expect_none("\\b(double|float)\\b", "votes, people and shares are integers and Ratios", false,
              std::regex("src/(rules|tally|meeting|ledger|history)/[a-z_/]*[a-z]\\.(h|cpp)"));
  expect_none("(^|\n)[ \t]*#[ \t]*define(?! HJ_(TRY|ASSERT)\\()", "two macros: HJ_TRY, HJ_ASSERT",
              true);
}

// Half and full width do not make a pair: each closing bracket in the words of a statement, which
// may be put together of several literals, is of the kind that was opened last.
std::vector<std::size_t> broken_pairs(const Source& source) {
  static constexpr std::array<std::pair<std::string_view, char>, 4> kBrackets{
      {{"(", '('}, {"（", '{'}, {")", ')'}, {"）", '}'}}};
  std::vector<std::size_t> broken;
  std::string open;
  std::size_t statement = 0;
  for (const Literal& literal : literals_of(source)) {
    if (std::exchange(statement, literal.statement) != literal.statement) open.clear();
    for (std::size_t i = 0; i < literal.text.size(); ++i) {
      for (const auto& [bracket, kind] : kBrackets) {
        if (literal.text.compare(i, bracket.size(), bracket) != 0) continue;
        if (kind == '(' || kind == '{') {
          open += kind;
        } else if (!open.empty()) {
          if ((open.back() == '(') != (kind == ')')) broken.push_back(literal.at);
          open.pop_back();
        }
      }
    }
  }
  return broken;
}

TEST(Tidy, BracketsInWordsArePairs) {
  for (const Source& source : sources()) {
    const bool excused = std::ranges::any_of(
        kMixedBrackets, [&](const Exception& row) { return row.file == source.path; });
    if (excused) continue;
    for (const std::size_t at : broken_pairs(source)) {
      ADD_FAILURE() << place(source, at) << "a bracket of half width with one of full width";
    }
  }
}

// The headers of `module` that its tests include, and those that these headers' files include in
// turn.
std::set<std::string> headers_under_test(const std::string& module) {
  std::set<std::string> reached;
  std::vector<std::string> next;
  const auto take = [&](const Source& source) {
    for (const Include& include : includes_of(source.text)) {
      const bool inside = include.header.starts_with(module + "/");
      if (inside && reached.insert(include.header).second) next.push_back(include.header);
    }
  };
  for (const Source& source : sources()) {
    const bool ours = source.module == module || source.module.empty();
    if (ours && source.path.ends_with("_test.cpp")) take(source);
  }
  while (!next.empty()) {
    const std::string stem = "src/" + next.back().substr(0, next.back().size() - 2);
    next.pop_back();
    for (const Source& source : sources()) {
      if (source.path == stem + ".h" || source.path == stem + ".cpp") take(source);
    }
  }
  return reached;
}

// A .cpp is tested by x_test.cpp beside it, or through its header by another test of its module.
// One without a header is a part of something else and needs only that its module has tests.
TEST(Tidy, EverySourceHasATest) {
  std::set<std::string> modules;
  std::map<std::string, std::set<std::string>> tested;
  for (const Source& source : sources()) {
    if (source.path.ends_with("_test.cpp")) modules.insert(source.module);
    if (!tested.contains(source.module)) {
      tested[source.module] = headers_under_test(source.module);
    }
  }
  for (const Source& source : sources()) {
    if (source.module.empty() || !source.path.ends_with(".cpp")) continue;
    const bool program =
        std::regex_match(source.path, kMayTouchTheWorld) || source.path.ends_with("/main.cpp");
    const bool excused = std::ranges::any_of(
        kUntested, [&](const Exception& row) { return row.file == source.path; });
    if (program || excused) continue;
    const std::string own = source.path.substr(4, source.path.size() - 8);
    const bool beside = fs::exists(root() / "src" / (own + "_test.cpp"));
    const bool has_header = fs::exists(root() / "src" / (own + ".h"));
    EXPECT_TRUE(beside || (has_header ? tested[source.module].contains(own + ".h")
                                      : modules.contains(source.module)))
        << source.path << " is tested by nobody";
  }
}

// The anchor GitHub makes of a heading.
std::string slug(const std::string& heading) {
  std::string slug;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80 || c == '_' || c == '-') {
      slug += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
    } else if (c == ' ') {
      slug += '-';
    }
  }
  return slug;
}

bool has_anchor(const fs::path& page, const std::string& anchor) {
  for (const std::string& line : lines_of(read_text(page))) {
    const std::size_t words = line.find_first_not_of("# ");
    if (line.starts_with("#") && words != std::string::npos && slug(line.substr(words)) == anchor) {
      return true;
    }
  }
  return false;
}

void check_links(const fs::path& page) {
  static const std::regex kLink("\\]\\(([^)\\s]+)\\)");
  bool fenced = false;
  for (const std::string& line : lines_of(read_text(page))) {
    if (line.starts_with("```")) fenced = !fenced;
    if (fenced) continue;
    for (std::sregex_iterator i(line.begin(), line.end(), kLink), end; i != end; ++i) {
      const std::string target = (*i)[1];
      if (target.find("://") != std::string::npos || target.starts_with("mailto:")) continue;
      const std::size_t hash = target.find('#');
      const fs::path file = hash == 0 ? page : page.parent_path() / target.substr(0, hash);
      EXPECT_TRUE(fs::exists(file)) << page.string() << " links to " << target;
      if (hash != std::string::npos && file.extension() == ".md" && fs::exists(file)) {
        EXPECT_TRUE(has_anchor(file, target.substr(hash + 1))) << page.string() << ": " << target;
      }
    }
  }
}

TEST(Tidy, LinksOfThePagesLeadSomewhere) {
  int pages = 0;
  for (auto i = fs::recursive_directory_iterator(root()); i != fs::recursive_directory_iterator();
       ++i) {
    const std::string name = i->path().filename().string();
    const bool ours = name != "build" && name != "out" && !name.starts_with(".");
    if (i->is_directory() && !ours) i.disable_recursion_pending();
    if (i->path().extension() != ".md") continue;
    ++pages;
    check_links(i->path());
  }
  EXPECT_GT(pages, 0);
}

// The checks themselves must see what they are for (the rest in source_code_test).

TEST(TidyChecks, HeadersAreToldApart) {
  EXPECT_EQ(library_of("vector"), "");
  EXPECT_EQ(library_of("unistd.h"), "");
  EXPECT_EQ(library_of("boost/json/value.hpp"), "boost/json");
  EXPECT_EQ(library_of("nlohmann/json.hpp"), "?");
}

TEST(TidyChecks, AHalfBracketIsNoPairOfAFullOne) {
  const auto count = [](const std::string& text) {
    return broken_pairs({"x.cpp", {}, text, code_of(text)}).size();
  };
  EXPECT_EQ(count(R"cpp(f("（" + id + "）的票数" + g("(a)"));)cpp"), 0u);
  EXPECT_EQ(count(R"cpp(f("(" + id + "）的票数");)cpp"), 1u);
  EXPECT_EQ(count(R"cpp(f("2(FULL）");)cpp"), 1u);
  EXPECT_EQ(count(R"cpp(f("（");
                        g(")");)cpp"),
            0u);
}

TEST(TidyChecks, AHeadingGivesItsAnchor) {
  EXPECT_EQ(slug("How one event travels: `admit`"), "how-one-event-travels-admit");
  EXPECT_EQ(slug("两条命令"), "两条命令");
}

}  // namespace
}  // namespace huanjie
