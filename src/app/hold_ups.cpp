#include "app/hold_ups.h"

#include <algorithm>

#include "base/text.h"
#include "meeting/attendance.h"
#include "meeting/count.h"
#include "meeting/gate.h"
#include "meeting/rounds.h"
#include "rules/words.h"
#include "tally/compare.h"

namespace huanjie {
namespace {

std::string number(std::int64_t value) { return std::to_string(value); }

std::string topic_title(Topic topic) {
  const auto found = words().topics.find(std::string(to_text(topic)));
  return found == words().topics.end() ? "" : found->second;
}

bool share_a_person(const CountEntered& one, const CountEntered& other) {
  return std::ranges::any_of(one.by, [&](const std::string& name) {
    return std::ranges::find(other.by, name) != other.by.end();
  });
}

std::string shared_people(const CountEntered& one, const CountEntered& other) {
  std::vector<std::string> names;
  for (const std::string& name : one.by) {
    if (std::ranges::find(other.by, name) != other.by.end()) names.push_back(name);
  }
  return join(names, "、");
}

std::string difference_text(const Ballot& ballot, const CountEntered& first,
                            const CountEntered& second) {
  const std::vector<Difference> cells = compare(first.totals, second.totals);
  std::string text = "两遍计票有 " + number(static_cast<std::int64_t>(cells.size())) +
                     " 处不一致，还算不出结果（第一份：" + join(first.by, "、") + "；第二份：" +
                     join(second.by, "、") + "）";
  for (const Difference& cell : cells) text += "\n" + describe(ballot, cell);
  return text +
         "\n拿出选票核对这几处，由计错的一组（还是原来的人）再写一件 count；两遍一致就算出结果";
}

// The last count that other people than those of `last` made.
const CountEntered* other_count(const std::vector<const CountEntered*>& counts) {
  for (std::size_t i = counts.size(); i > 0; --i) {
    if (!share_a_person(*counts[i - 1], *counts.back())) return counts[i - 1];
  }
  return nullptr;
}

std::string what_follows(const Meeting& meeting, const Sitting& sitting, Topic topic) {
  switch (topic) {
    case Topic::exclusions:
      return "名单上的人仍计入应到会，应到会现为 " + number(entitled(meeting, sitting)) + " 人";
    case Topic::seats: return "名额不能减少";
    default:           return "通过以前不能往下进行：酝酿以后再表决一次，接着再写一件 hands（举手表决）";
  }
}

}  // namespace

std::vector<std::string> quorum_hold_up(const Meeting& meeting) {
  const Sitting& sitting = current(meeting);
  if (meeting.status != MeetingStatus::open || sitting.heads.empty() || sitting.heads_stale) {
    return {};
  }
  const std::vector<Finding> missed = blocking(findings_at(meeting, HeadsCounted::kName));
  std::vector<std::string> texts;
  for (const Finding& finding : missed) {
    texts.push_back(
        "到会人数不够，不能往下进行。" + describe(finding) +
        "\n等人到了，接着写签到（check_in）或返回（return），再写一件清点人数（heads）；"
        "今天到不齐的，写中止（suspend）另行复会，或写终止（abandon）");
  }
  return texts;
}

std::vector<std::string> motion_hold_ups(const Meeting& meeting) {
  std::vector<std::string> texts;
  const Sitting& sitting = current(meeting);
  for (const auto& [topic, name] : EnumNames<Topic>::kNames) {
    const Motion* motion = last_motion(sitting, topic);
    if (motion == nullptr || motion->passed) continue;
    texts.push_back("举手表决“" + topic_title(topic) + "”未通过：赞成 " +
                    number(motion->decided.for_) + "，须达到 " + number(motion->needed) + "（共 " +
                    number(motion->whole) + " 人）。" + what_follows(meeting, sitting, topic));
  }
  return texts;
}

std::vector<std::string> count_hold_up(const PollState& poll) {
  if (poll.outcome || poll.counts.empty()) return {};
  const Result<const CountEntered*> standing = standing_count(poll);
  if (standing) return {};
  std::vector<const CountEntered*> hand;
  const CountEntered* records = nullptr;
  for (const CountEntered& count : poll.counts) {
    if (count.records) {
      records = &count;
    } else {
      hand.push_back(&count);
    }
  }
  if (hand.empty()) return {standing.error().message};
  const CountEntered& last = *hand.back();
  if (records != nullptr) return {difference_text(poll.ballot, *records, last)};
  if (const CountEntered* other = other_count(hand)) {
    return {difference_text(poll.ballot, *other, last)};
  }
  if (hand.size() == 1) {
    return {"计票只有一遍（" + join(last.by, "、") +
            "计的），还算不出结果：由另外的人再计一遍，再写一件 count，两遍一致才作数"};
  }
  const CountEntered& before = *hand[hand.size() - 2];
  return {"两遍计票都有" + shared_people(before, last) +
          "：同一个人计的两遍不能互相核对，后一遍代替前一遍，还算不出结果。"
          "由另外的人再计一遍，再写一件 count"};
}

std::vector<std::string> eligibility_hold_up(const Sitting& sitting, const PollState& poll) {
  if (poll.announced) return {};
  const std::vector<std::string> names = unconfirmed_write_ins(poll);
  if (names.empty()) return {};
  const OfficersPassed officers = sitting.officers.value_or(OfficersPassed{});
  const auto first = [](const std::vector<Officer>& some, const char* otherwise) {
    return some.empty() ? std::string(otherwise) : some.front().name;
  };
  std::string text = "另选的" + join(names, "、") +
                     "当选（或得票相等），资格还没有确认，不能宣布。在结果签字（certify）以后、"
                     "宣布（announce）以前，每人写一件：";
  for (const std::string& name : names) {
    text += "\n{ \"act\": \"eligibility\", \"name\": \"" + name + "\", \"person\": \"" + name +
            "\", \"eligible\": true, \"by\": [\"" + first(officers.scrutineers, "监票人") +
            "\", \"" + first(officers.tellers, "计票人") + "\"] }";
  }
  return {text +
          "\nperson 写名册上是哪一位；不合格或不在名册上的，eligible 写 false，"
          "ground 写明理由，不写 person"};
}

std::vector<std::string> hold_ups(const Meeting& meeting) {
  if (meeting.sittings.empty()) return {};
  std::vector<std::string> texts = quorum_hold_up(meeting);
  const auto add = [&](std::vector<std::string> more) {
    texts.insert(texts.end(), more.begin(), more.end());
  };
  add(motion_hold_ups(meeting));
  const Sitting& sitting = current(meeting);
  const PollState* poll = open_poll(sitting);
  if (poll == nullptr || meeting.status != MeetingStatus::open) return texts;
  add(count_hold_up(*poll));
  add(eligibility_hold_up(sitting, *poll));
  return texts;
}

}  // namespace huanjie
