#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "ledger/archive.h"
#include "ledger/sealed.h"
#include "ledger/tar.h"
#include "ledger/test_key.h"

// The examples of docs/archive-format.md are what the code writes.
namespace huanjie {
namespace {

std::string page() {
  std::ifstream file(HUANJIE_SOURCE_DIR "/docs/archive-format.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

bool says(const std::string& text, const std::string& example) {
  return text.find(example) != std::string::npos;
}

Draft example_draft(std::int64_t time, const std::string& words) {
  Draft draft;
  draft.node.bytes.fill(0x22);
  draft.time.ms = time;
  draft.actor = "主持人 王芳";
  draft.kind = "noted";
  draft.body.set("text", Json(words));
  return draft;
}

Chain example_chain(Suite suite) {
  LogId log;
  log.bytes.fill(0x11);
  return start_chain(suite, log);
}

TEST(FormatPage, ShowsEventsAndHashesAsWritten) {
  const std::string text = page();
  Chain chain = example_chain(Suite::international);
  EXPECT_TRUE(says(text, *extend(chain, example_draft(1609290300000, "到会 52 人"))));
  EXPECT_TRUE(says(text, short_code(chain.head.hash)));
  EXPECT_TRUE(says(text, *extend(chain, example_draft(1609290301000, "清点完毕"))));
  EXPECT_TRUE(says(text, "`" + to_text(chain.head.hash) + "`"));
  Chain gm = example_chain(Suite::gm);
  ASSERT_TRUE(extend(gm, example_draft(1609290300000, "到会 52 人")));
  EXPECT_TRUE(says(text, "`" + to_text(gm.head.hash) + "`"));
}

TEST(FormatPage, ShowsSignaturesThatHold) {
  const std::string text = page();
  for (const Suite suite : {Suite::international, Suite::gm}) {
    Chain chain = example_chain(suite);
    ASSERT_TRUE(extend(chain, example_draft(1609290300000, "到会 52 人")));
    const std::string message = "message   " + head_message(chain.head) + "\nkey       ";
    const std::size_t at = text.find(message);
    ASSERT_NE(at, std::string::npos);
    std::istringstream rest(text.substr(at + message.size()));
    std::string key;
    std::string label;
    std::string signature;
    rest >> key >> label >> signature;
    EXPECT_EQ(key, to_hex(test_key(suite, 1).public_key));
    EXPECT_TRUE(
        signature_holds(suite, *from_hex(key), head_message(chain.head), *from_hex(signature)));
  }
}

TEST(FormatPage, ShowsSealedHashesAndTheHeadersBytes) {
  const std::string text = page();
  Salt salt;
  for (std::size_t i = 0; i < salt.bytes.size(); ++i) salt.bytes[i] = static_cast<std::uint8_t>(i);
  for (const Suite suite : {Suite::international, Suite::gm}) {
    EXPECT_TRUE(says(text, "`" + to_text(seal(suite, salt, "张三").hash) + "`"));
  }
  const std::string header = write_tar({{"manifest.json", "{}"}});
  EXPECT_TRUE(says(text, "`" + header.substr(136, 11) + "`"));
  EXPECT_TRUE(says(text, "`" + header.substr(148, 6) + "`"));
}

}  // namespace
}  // namespace huanjie
