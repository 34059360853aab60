#include "roster/identity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace huanjie {
namespace {

// A number whose check character is right.
std::string number(const std::string& seventeen) { return seventeen + check_character(seventeen); }

TEST(IdentityNumber, GivesBirthAndSexWhereItIsRight) {
  const IdentityReading reading = read_identity(number("41010219850301123"));
  EXPECT_EQ(reading.fault, IdentityFault::none);
  EXPECT_EQ(reading.birth, (Date{1985, 3, 1}));
  EXPECT_EQ(reading.sex, Sex::male);
  EXPECT_EQ(read_identity(number("41010219850301124")).sex, Sex::female);
}

TEST(IdentityNumber, KnowsTheExampleOfTheStandard) {
  // GB 11643-1999, annex: 11010519491231002X.
  EXPECT_EQ(read_identity("11010519491231002X").fault, IdentityFault::none);
  EXPECT_EQ(read_identity("11010519491231002x").number, "11010519491231002X");
}

TEST(IdentityNumber, NamesEachFault) {
  struct Case {
    const char* text;
    bool as_number;
    IdentityFault fault;
  };
  for (const Case& each : {Case{"110105194912310021", false, IdentityFault::check_digit},
                           Case{"1101051949123100", false, IdentityFault::length},
                           Case{"11010519491231002XX", false, IdentityFault::length},
                           Case{"1101051949123A002X", false, IdentityFault::characters},
                           Case{"11010519490231002X", false, IdentityFault::birth},
                           Case{"11010518491231002X", false, IdentityFault::birth},
                           Case{"4.10102196001011E+17", false, IdentityFault::damaged},
                           Case{"410102196001011000", false, IdentityFault::damaged},
                           Case{"11010519491231002X", true, IdentityFault::damaged},
                           Case{"410102196001011234", true, IdentityFault::damaged},
                           Case{"", false, IdentityFault::length}}) {
    EXPECT_EQ(read_identity(each.text, each.as_number).fault, each.fault) << each.text;
  }
}

TEST(IdentityNumber, ReadsThroughSpacesAndFullWidthDigits) {
  const IdentityReading reading = read_identity(" 110105 19491231 002\uFF38 ");
  EXPECT_EQ(reading.fault, IdentityFault::none);
  EXPECT_EQ(reading.number, "11010519491231002X");
  EXPECT_FALSE(reading.note.empty());
  EXPECT_EQ(read_identity("\uFF11\uFF11010519491231002X").number, "11010519491231002X");
}

TEST(IdentityNumber, TakesFifteenDigitsAsTheOldForm) {
  const IdentityReading reading = read_identity("110105491231002");
  EXPECT_EQ(reading.fault, IdentityFault::none);
  EXPECT_TRUE(reading.old_form);
  EXPECT_EQ(reading.birth, (Date{1949, 12, 31}));
  EXPECT_EQ(identity_of_old("110105491231002"), "11010519491231002X");
  EXPECT_EQ(read_identity("110105491331002").fault, IdentityFault::birth);
}

TEST(IdentityNumber, IsNeverShownInTheClear) {
  EXPECT_EQ(masked_identity("11010519491231002X"), "110105********002X");
  EXPECT_EQ(masked_identity("110105491231002"), "110105*****1002");
  EXPECT_EQ(masked_identity("4.10102196001011E+17"), "4.10102…E+17");
  EXPECT_EQ(masked_identity("41010219"), "41****19");
  // A byte of a character alone is no character.
  EXPECT_EQ(masked_identity("身份证丢失"), "身份证丢失");
  EXPECT_EQ(masked_identity("410102198503011234补办"), "410102**********34补办");
  EXPECT_EQ(masked_text("备注110105194912310021号"), "备注110105********0021号");
  EXPECT_EQ(masked_text("电话13800001111"), "电话13800001111");
}

RC_GTEST_PROP(IdentityNumber, IsRefusedWhenOneDigitChanges, ()) {
  std::string id = number("41010219850301" + std::to_string(*rc::gen::inRange(100, 1000)));
  const auto at = *rc::gen::inRange<std::size_t>(0, 17);
  const char other = static_cast<char>('0' + *rc::gen::inRange(0, 10));
  RC_PRE(id[at] != other);
  id[at] = other;
  RC_ASSERT(read_identity(id).fault != IdentityFault::none);
}

RC_GTEST_PROP(IdentityNumber, NeverCrashesOnAnyText, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  const IdentityReading reading = read_identity(text, *rc::gen::arbitrary<bool>());
  if (reading.fault == IdentityFault::none) {
    RC_ASSERT(reading.number.size() == 18u || reading.number.size() == 15u);
  }
}

}  // namespace
}  // namespace huanjie
