#include "verify/checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "ledger/events.h"
#include "meeting/sample_meeting.h"

namespace huanjie {
namespace {

using ::testing::HasSubstr;

// The office's own key: whoever holds it can sign what they like, and only the rules are left to
// find the lie.
class Office {
 public:
  Office() : key_(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free) {}

  std::string public_key() const {
    std::string bytes(32, '\0');
    std::size_t size = bytes.size();
    EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(bytes.data()), &size);
    return bytes;
  }
  std::string sign(std::string_view message) const {
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                     EVP_MD_CTX_free);
    EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get());
    std::string signature(64, '\0');
    std::size_t size = signature.size();
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                   reinterpret_cast<const unsigned char*>(message.data()), message.size());
    return signature;
  }

 private:
  std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
};

Json pack_bundle(const std::string& id) {
  Json bundle = Json::object();
  for (const std::string name : {"pack", "method", "checks", "agenda"}) {
    std::ifstream in(std::string(HUANJIE_SOURCE_DIR) + "/packs/" + id + "/" + name + ".json");
    std::stringstream text;
    text << in.rdbuf();
    bundle.set(name, *parse_json(text.str()));
  }
  return bundle;
}

LogId log_id(int number) {
  LogId log;
  log.bytes.fill(static_cast<std::uint8_t>(number));
  return log;
}

// The archive of those events of a meeting, every log granted to and signed by the office.
class Archive {
 public:
  explicit Archive(const SampleMeeting& meeting) : packs_(*meeting.evidence) {}

  std::string of(const std::vector<TakenEvent>& events) {
    contents_ = {};
    contents_.packs = packs_;
    for (const int log : {9, 1, 2}) {
      contents_.logs.push_back({log_id(log), {}});
      chains_[log] = start_chain(Suite::international, log_id(log));
    }
    for (const int log : {9, 1, 2}) {
      write(9, CustodyGranted{log_id(log), NodeId{}, to_hex(office_.public_key()), 1, 1});
    }
    write(1, UnitDescribed{UnitId{}, "示例社区", "中共示例社区委员会", "中共示例街道工作委员会"});
    write(1, RosterAdopted{digest(Suite::international, roster), RosterBody::party, 58, 1});
    write(1, MeetingCalled{MeetingId{}, log_id(2), "示例社区党员大会", *parse_date("2020-12-30")});
    References named;
    for (const TakenEvent& event : events) {
      write(2, event.kind, event.body);
      collect_references(event.body, named);
    }
    // The sample seals what nobody ever wrote down.
    for (const Hash& sealed : named.sealed) write(1, Erased{sealed, "保存期满"});
    for (const auto& [log, chain] : chains_) {
      contents_.heads.push_back({chain.head.log, chain.head.seq, chain.head.hash,
                                 to_hex(office_.public_key()),
                                 to_hex(office_.sign(head_message(chain.head)))});
    }
    const ArchiveSealer sealer{office_.public_key(), [this](std::string_view message) {
                                 return Result<std::string>(office_.sign(message));
                               }};
    return write_archive(contents_, sealer).value();
  }

  std::string roster = "roster";  // that the unit adopted

 private:
  template <class E>
  void write(int log, const E& event) {
    write(log, std::string(E::kName), to_json(event));
  }
  void write(int log, const std::string& kind, const Json& body) {
    Draft draft;
    draft.time.ms = 1'609'300'000'000;
    draft.actor = "吴娟";
    draft.kind = kind;
    draft.body = body;
    const std::size_t place = log == 9 ? 0 : static_cast<std::size_t>(log);
    contents_.logs[place].events.push_back(extend(chains_.at(log), draft).value());
  }

  Office office_{};
  std::map<Hash, std::string> packs_;
  ArchiveContents contents_{};
  std::map<int, Chain> chains_{};
};

class VerifyArchive : public testing::Test {
 protected:
  VerifyArchive() : sample_(closed()), archive_(sample_), events_(sample_.events) {}

  static SampleMeeting closed() {
    static const SampleMeeting kClosed = [] {
      SampleMeeting meeting(pack_bundle("party-committee-2020"), pack_bundle("party-plenary-2020"));
      meeting.reach("close");
      meeting.do_step();
      meeting.reach("close");
      meeting.must(MeetingClosed{});
      return meeting;
    }();
    return kClosed.copy();
  }
  TakenEvent& first(std::string_view kind) {
    const auto found = std::ranges::find(events_, kind, &TakenEvent::kind);
    EXPECT_NE(found, events_.end()) << kind;
    return *found;
  }
  // Changes the first event of that kind as its own type.
  template <class E, class Change>
  void change(Change change) {
    TakenEvent& event = first(E::kName);
    E body = from_json<E>(event.body).value();
    change(body);
    event.body = to_json(body);
  }
  // What is found wrong, a line a finding; empty when the archive holds.
  std::string wrong() {
    std::string text;
    for (const Finding& finding : verify_archive(archive_.of(events_)).findings) {
      if (finding.verdict != Verdict::satisfied) text += line_of(finding) + "\n";
    }
    return text;
  }

  SampleMeeting sample_;
  Archive archive_;
  std::vector<TakenEvent> events_;
};

TEST_F(VerifyArchive, HoldsAsItWas) { EXPECT_EQ(wrong(), ""); }

TEST_F(VerifyArchive, FindsAnotherRosterThanTheUnits) {
  archive_.roster = "another";
  EXPECT_THAT(wrong(), HasSubstr("会议就是单位召集的那一次，名册相同。位置：名册"));
}

TEST_F(VerifyArchive, FindsAHeadTooMany) {
  change<HeadsCounted>([](HeadsCounted& heads) { ++heads.present; });
  EXPECT_THAT(wrong(), HasSubstr("清点 51 人，在场签到的有选举权人员 50 人"));
}

TEST_F(VerifyArchive, FindsAMovedVote) {
  change<OutcomeDeclared>([](OutcomeDeclared& outcome) {
    LineResult& line = outcome.result.contests[0].lines.back();
    ++line.approve;
    --line.oppose;
  });
  EXPECT_THAT(wrong(), HasSubstr("选举结果与重新计算的不一致"));
}

TEST_F(VerifyArchive, FindsAWinnerLeftOut) {
  change<ResultAnnounced>([](ResultAnnounced& result) { result.elected.pop_back(); });
  EXPECT_THAT(wrong(), HasSubstr("宣布的当选人与选举结果不一致"));
}

TEST_F(VerifyArchive, FindsPapersOutOfNowhere) {
  change<PapersReturned>([](PapersReturned& papers) { ++papers.count; });
  EXPECT_NE(wrong(), "");
}

TEST_F(VerifyArchive, FindsAForeignMethod) {
  change<MethodAdopted>([](MethodAdopted& adopted) {
    Json elected = Json::object();
    elected.set("plurality", Json(true));
    adopted.method.set("elected", elected);
  });
  EXPECT_THAT(wrong(), HasSubstr("通过的选举办法与准备的草案不一致"));
}

TEST_F(VerifyArchive, FindsAStepThatNeverWas) {
  std::erase_if(events_, [](const TakenEvent& event) { return event.kind == BoxSealed::kName; });
  EXPECT_NE(wrong(), "");
}

// Whatever one event is left out of, or stands before its predecessor, the record is refused or
// says the same as before: nothing of it crashes, and what is decisive is missed.
TEST_F(VerifyArchive, AnswersForEveryEventLeftOutOrMoved) {
  static const std::vector<std::string> kDecisive{
      "meeting_prepared", "voters_listed",    "motion_decided",    "method_adopted",
      "officers_passed",  "box_sealed",       "papers_issued",     "voting_closed",
      "papers_returned",  "outcome_declared", "outcome_certified", "result_announced",
      "step_done",        "plenary_opened"};
  const std::vector<TakenEvent> whole = events_;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    // Fifty check-ins are one case.
    if (i > 0 && whole[i].kind == whole[i - 1].kind) continue;
    events_ = whole;
    events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(i));
    const bool decisive = std::ranges::find(kDecisive, whole[i].kind) != kDecisive.end();
    const bool found = !wrong().empty();
    EXPECT_TRUE(found || !decisive) << "without event " << i + 1 << " " << whole[i].kind;
    if (i == 0) continue;
    events_ = whole;
    std::swap(events_[i - 1], events_[i]);
    static_cast<void>(wrong());
  }
}

}  // namespace
}  // namespace huanjie
