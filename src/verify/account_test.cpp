#include "verify/account.h"

#include <gtest/gtest.h>

#include "history/event.h"
#include "meeting/gate.h"

namespace huanjie {
namespace {

TEST(Words, EveryKindOfEventIsCalledSomething) {
  for (const EventForm& form : event_forms()) EXPECT_NE(act_title(form.kind), form.kind);
}

TEST(Account, AFileThatIsNoArchiveIsCalledThat) {
  const std::string text = account_of(verify_archive("PK\x03\x04 a workbook"), "名册.xlsx");
  EXPECT_NE(text.find("名册.xlsx：这不是归档文件"), std::string::npos) << text;
  EXPECT_EQ(text.find("（完整）"), std::string::npos) << text;
}

}  // namespace
}  // namespace huanjie
