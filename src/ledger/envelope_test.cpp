#include "ledger/envelope.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "ledger/events.h"

namespace huanjie {
namespace {

Envelope example() {
  Envelope envelope;
  envelope.log.bytes.fill(0x11);
  envelope.node.bytes.fill(0x22);
  envelope.seq = 1;
  envelope.time.ms = 1'609'290'300'000;
  envelope.actor = "主持人 王芳";
  envelope.kind = "note_taken";
  envelope.body = Json::object();
  envelope.body.set("text", Json("到会 52 人"));
  return envelope;
}

constexpr std::string_view kExample =
    R"({"actor":"主持人 王芳","body":{"text":"到会 52 人"},"kind":"note_taken",)"
    R"("log":"11111111111111111111111111111111","node":"22222222222222222222222222222222",)"
    R"("prev":"0000000000000000000000000000000000000000000000000000000000000000",)"
    R"("seq":1,"time":1609290300000})";

TEST(Envelope, HasOneByteForm) {
  EXPECT_EQ(envelope_bytes(example()), kExample);
  const Result<Envelope> read = parse_envelope(kExample);
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(envelope_bytes(*read), kExample);
}

TEST(Envelope, AnyOtherSpellingOfTheSameEventIsRefused) {
  const std::string right(kExample);
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string text = right;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  };
  const std::string spellings[] = {
      with("\"seq\":1", "\"seq\": 1"),
      with("{\"actor\"", "{ \"actor\""),
      with("52", "\\u0035\\u0032"),
      with("{\"actor\":\"主持人 王芳\",", "{"),
      with(",\"seq\":1,", ",\"seq\":1,\"x\":{},"),
      with(",\"seq\":1,\"time\":1609290300000", ",\"time\":1609290300000,\"seq\":1"),
      with("\"seq\":1", "\"seq\":1,\"seq\":1"),
      with("1609290300000", "1609290300000.0"),
      with("1609290300000", "01609290300000"),
      right + "\n",
      right + right,
      " " + right,
      with("300000}", "300000"),
  };
  for (const std::string& text : spellings) EXPECT_FALSE(parse_envelope(text)) << text;
}

TEST(Envelope, FieldsOutOfBoundsAreRefused) {
  struct Case {
    std::string name;
    void (*change)(Envelope&);
    bool accepted;
  };
  const Case cases[] = {
      {"seq 1", [](Envelope& e) { e.seq = 1; }, true},
      {"seq 0", [](Envelope& e) { e.seq = 0; }, false},
      {"time 0", [](Envelope& e) { e.time.ms = 0; }, true},
      {"time -1", [](Envelope& e) { e.time.ms = -1; }, false},
      {"kind a_1", [](Envelope& e) { e.kind = "a_1"; }, true},
      {"kind A", [](Envelope& e) { e.kind = "A"; }, false},
      {"kind empty", [](Envelope& e) { e.kind = ""; }, false},
      {"kind 1a", [](Envelope& e) { e.kind = "1a"; }, false},
      {"kind 64", [](Envelope& e) { e.kind = std::string(64, 'k'); }, true},
      {"kind 65", [](Envelope& e) { e.kind = std::string(65, 'k'); }, false},
      {"actor empty", [](Envelope& e) { e.actor = ""; }, false},
      {"actor 120", [](Envelope& e) { e.actor = std::string(kMaxActorCharacters, 'a'); }, true},
      {"actor 121", [](Envelope& e) { e.actor = std::string(kMaxActorCharacters + 1, 'a'); },
       false},
      {"body list", [](Envelope& e) { e.body = Json::array(); }, false},
      {"body null", [](Envelope& e) { e.body = Json(); }, false},
  };
  for (const Case& one : cases) {
    Envelope envelope = example();
    one.change(envelope);
    EXPECT_EQ(parse_envelope(envelope_bytes(envelope)).has_value(), one.accepted) << one.name;
  }
}

TEST(Envelope, LongNamesAndRareCharactersArriveWhole) {
  Envelope envelope = example();
  const std::string words = "𠮷𡘙𪚥" + std::string(100'000, 'n');
  envelope.body.set("text", Json(words));
  const Result<Envelope> read = parse_envelope(envelope_bytes(envelope));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read->body.find("text")->if_text(), words);
  EXPECT_EQ(parse_envelope(std::string(kMaxEventBytes + 1, ' ')).error().code,
            ErrorCode::exhausted);
}

TEST(Envelope, BodyIsReadAsTheEventItNames) {
  Envelope envelope = example();
  envelope.kind = Erased::kName;
  envelope.body = to_json(Erased{digest(Suite::international, "x"), "保存期满"});
  EXPECT_EQ(event_of<Erased>(envelope)->reason, "保存期满");
  EXPECT_FALSE(event_of<CustodyGranted>(envelope));
}

}  // namespace
}  // namespace huanjie
