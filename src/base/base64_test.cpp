#include "base/base64.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

TEST(Base64, IsThatOfTheStandard) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
  for (const char* text : {"", "f", "fo", "foo", "foobar"}) {
    EXPECT_EQ(from_base64(to_base64(text)), text);
  }
  EXPECT_EQ(from_base64(to_base64(std::string("\0\xff\0", 3))), std::string("\0\xff\0", 3));
}

TEST(Base64, RefusesWhatTheStandardDoesNotWrite) {
  for (const char* text : {"Zg=", "Zg", "Z===", "Zm9v\n", " Zm9", "Zh==", "Zg==Zg==", "Zm9*"}) {
    EXPECT_FALSE(from_base64(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace huanjie
