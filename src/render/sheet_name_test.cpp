#include "render/sheet_name.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

SetName set(const std::string& name, const NameRoom& room) {
  Result<Canvas> canvas = Canvas::open({.title = "选票", .width = 600, .height = 800});
  EXPECT_TRUE(canvas.has_value());
  const Result<SetName> result = set_name(*canvas, name, room);
  EXPECT_TRUE(result.has_value());
  return result.value_or(SetName{});
}

using Parts = std::vector<std::string>;

TEST(SheetName, TwoCharactersStandAsWideAsThree) {
  const NameRoom room{40, 14, 18, false};
  EXPECT_EQ(set("张三", room).parts, Parts{"张　三"});
  EXPECT_EQ(set("张小三", room).parts, Parts{"张小三"});
  EXPECT_EQ(set("Li", room).parts, Parts{"Li"});
  EXPECT_EQ(set("张小三", room).size, 18);
}

TEST(SheetName, ALongNameIsBrokenAtItsDots) {
  const SetName across = set("阿卜杜拉·买买提·艾山江", {30, 16, 18, false});
  EXPECT_EQ(across.parts, (Parts{"阿卜杜拉·", "买买提·艾山江"}));
  EXPECT_GT(across.size, 9);
  const SetName down = set("阿卜杜拉·买买提·艾山江", {30, 24, 18, true});
  EXPECT_EQ(down.parts, (Parts{"阿卜杜拉·", "买买提·", "艾山江"}));
}

TEST(SheetName, IsNeverLargerThanItsRoom) {
  for (const bool downward : {false, true}) {
    for (const char* name : {"王", "欧阳修文", "阿卜杜拉·买买提·艾山江"}) {
      const SetName result = set(name, {20, 12, 18, downward});
      const double lines = static_cast<double>(result.parts.size());
      EXPECT_LE(result.size * kPoint * lines * 1.2, 12.01) << name;
      EXPECT_LE(result.size, 18) << name;
    }
  }
}

}  // namespace
}  // namespace huanjie
