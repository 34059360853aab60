#include "meeting/sample_meeting_test.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace huanjie {
namespace {

Json pack_bundle(const std::string& id) {
  Json bundle = Json::object();
  for (const char* name : {"pack", "method", "checks", "agenda"}) {
    std::ifstream in(std::string(HUANJIE_SOURCE_DIR) + "/packs/" + id + "/" + name + ".json");
    std::stringstream text;
    text << in.rdbuf();
    bundle.set(name, *parse_json(text.str()));
  }
  return bundle;
}

}  // namespace

SampleMeeting sample_meeting() {
  static const SampleMeeting kSample(pack_bundle("party-committee-2020"),
                                     pack_bundle("party-plenary-2020"));
  return kSample.copy();
}

SampleMeeting sample_meeting_by(const std::string& pack) { return {pack_bundle(pack), Json()}; }

std::string refusal(const Result<>& taken) {
  return taken.has_value() ? "(admitted)" : describe(taken.error());
}

namespace {

TEST(SampleMeeting, GoesFromTheHeadCountToTheClose) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("close");
  EXPECT_EQ(meeting.sitting().elected.size(), 5U);
  meeting.do_step();
  ASSERT_TRUE(meeting.sitting().plenary);
  meeting.reach("close");
  ASSERT_EQ(meeting.sitting().elected.size(), 2U);
  EXPECT_EQ(meeting.sitting().elected.front().title, "书记");
  meeting.must(MeetingClosed{});
  EXPECT_EQ(meeting.state.status, MeetingStatus::closed);
}

}  // namespace
}  // namespace huanjie
