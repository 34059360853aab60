#include "source_code.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace huanjie {
namespace {

TEST(SourceCode, CommentsAndLiteralsAreBlankedInPlace) {
  const std::string text =
      "a; // b {\n\"c{\\\"{\" '{' 1'000 /* { */ R\"x({)\" {)x\" d\n#define E {\\\n  {\nf '\"' g";
  const std::string code = code_of(text);
  EXPECT_EQ(code.size(), text.size());
  EXPECT_EQ(code.find('{'), std::string::npos) << code;
  for (const char* kept : {"a;", "1'000", "d\n", "f ", " g"}) {
    EXPECT_NE(code.find(kept), std::string::npos) << kept << " in " << code;
  }
  EXPECT_EQ(line_of(code, code.find('f')), 5U);
}

TEST(SourceCode, FunctionsAreFoundWithTheirLinesAndParameters) {
  const std::string code = code_of(R"(namespace a {
struct S {
  int x = f(1);
  std::vector<int> v{};
  S(int a, std::map<int, int> b)
      : x{a}, v{} {
    if (a) {
    }
  }
};
constexpr T k[] = {{1}, {g(2)}};
template <class T>
int h()
  requires C<T>
{
  return 1;
}
}
auto operator()(int a, int b, int c) const -> int { return {}; }
)");
  const std::vector<Function> functions = functions_of(code);
  ASSERT_EQ(functions.size(), 3U);
  EXPECT_EQ(functions[0].lines, 5U);
  EXPECT_EQ(parameters_of(functions[0].head), 2U);
  EXPECT_EQ(functions[1].lines, 6U);
  EXPECT_EQ(parameters_of(functions[1].head), 0U);
  EXPECT_EQ(functions[2].lines, 1U);
  EXPECT_EQ(parameters_of(functions[2].head), 3U);
}

TEST(SourceCode, LayersNameWhatAModuleMayInclude) {
  const auto layers = read_layers("# a: b\nbase:\nrules:  base\n");
  EXPECT_EQ(layers.size(), 2U);
  EXPECT_EQ(layers.at("rules"), (std::set<std::string>{"base", "rules"}));
}

}  // namespace
}  // namespace huanjie
