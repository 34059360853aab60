#include "cli/rehearsal.h"

#include <algorithm>
#include <variant>

#include "cli/usual.h"
#include "roster/stroke_order.h"
#include "rules/adopt.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

constexpr int kExcludedFrom = 40;  // an assembly this large has members who cannot come

Names by_strokes(const Names& names) {
  Names ordered;
  for (const std::size_t place : order_by_strokes(names).order) ordered.push_back(names[place]);
  return ordered;
}

bool is_party(const Pack& pack) { return pack.manifest.body.starts_with("party"); }

RosterBody body_of(const Pack& pack) {
  return enum_from_text<RosterBody>(pack.manifest.body).value_or(RosterBody::party);
}

// How long the room takes over an act, in minutes; what comes before the next act's time.
struct MinutesOf {
  int operator()(const CheckInAct&) const { return 5; }
  int operator()(const ReportAct&) const { return 10; }
  int operator()(const GroupAct&) const { return 15; }
  int operator()(const SpeechAct&) const { return 3; }
  int operator()(const CloseVotingAct&) const { return 5; }
  int operator()(const CountAct&) const { return 20; }
  int operator()(const PapersAct& act) const { return act.what == PaperAct::issue ? 10 : 1; }
  int operator()(const auto&) const { return 1; }
};

std::string two_digits(int number) {
  const std::string digits = std::to_string(number);
  return digits.size() < 2 ? "0" + digits : digits;
}

constexpr int kBegins = 9 * 60;

int up(int whole, int percent) { return (whole * percent + 99) / 100; }

}  // namespace

Rehearsal::Rehearsal(const RehearsalPlan& plan, const Pack& pack, const Pack* plenary,
                     std::int64_t seed)
    : plan_(plan), pack_(pack), plenary_pack_(plenary), dice_(static_cast<std::uint64_t>(seed)) {
  if (auto method = from_json<Method>(default_method(pack))) method_ = *method;
}

// With the time at which the room does it: from nine in the morning, and a meeting that was
// suspended goes on at nine of another. What comes after the close has none.
void Rehearsal::act(ActBody body) {
  Act next{std::move(body)};
  if (std::holds_alternative<ResumeAct>(next.body)) minute_ = kBegins;
  if (!closed_) {
    next.at = two_digits(minute_ / 60) + ":" + two_digits(minute_ % 60);
  }
  minute_ += std::visit(MinutesOf{}, next.body);
  closed_ = closed_ || std::holds_alternative<CloseAct>(next.body);
  course_.acts.push_back(std::move(next));
}

// Everything that is not drawn from the dice comes from the source of the project.
void Rehearsal::head_of_course() {
  const bool party = is_party(pack_);
  const Usual& usual = usual_of(pack_.manifest.body);
  course_.unit = usual.unit;
  course_.organisation = usual.organisation;
  course_.superior = usual.superior;
  course_.title = usual.meeting;
  // A statute that has a successor held its last meetings half a year before.
  const int month = pack_.manifest.in_force.superseded_by.empty() ? 12 : 6;
  course_.date = {2020, month, 30};
  course_.place = "二楼会议室";
  course_.time = "上午9:00";
  course_.rehearsal = true;
  course_.pack = plan_.pack;
  if (plenary_pack_ != nullptr) course_.plenary_pack = plenary_pack_->manifest.id;
  course_.notice_date = Date{2020, month, 5};
  course_.candidates_date = Date{2020, month, 20};
  if (party) course_.reply = SuperiorReply{"秦街工文〔2020〕31号", {2020, month, 18}};
  course_.roster = "roster.xlsx";
}

void Rehearsal::invent_people() {
  const int excluded = is_party(pack_) && plan_.members >= kExcludedFrom ? 2 : 0;
  const int others = is_party(pack_) ? plan_.members / 30 : 0;
  roster_.unit = course_.unit;
  roster_.body = body_of(pack_);
  roster_.members = invented_members(dice_, roster_.body, plan_.members + excluded, others);
  for (int i = 0; i < excluded; ++i) {
    Exclusion exclusion;
    exclusion.ground = ExclusionGround::bedridden;
    exclusion.consent = "同意";
    exclusion.evidence = "医院证明";
    exclusion.reply = "秦街工文〔2020〕32号";
    roster_.members[static_cast<std::size_t>(plan_.members) + static_cast<std::size_t>(i)]
        .exclusion = exclusion;
  }
  course_.chair = roster_.members[0].name;
  course_.recorder = roster_.members[1].name;
}

// Ranked best first; the ballot then orders them by surname strokes. In a village the same
// committee is three posts.
void Rehearsal::choose_candidates() {
  const std::vector<UsualPost>& posts = usual_of(pack_.manifest.body).posts;
  for (const UsualPost& post : posts) {
    field_.titles.emplace(post.id, post.title);
    field_.seats.emplace(post.id, &post == &posts.back() ? plan_.seats : post.seats);
  }
  const auto members = static_cast<std::size_t>(plan_.members);
  std::size_t next = 0;
  const auto draw = [&](int count) {
    Names names;
    for (int i = 0; i < count; ++i) names.push_back(roster_.members[next++].name);
    return names;
  };
  if (posts.size() > 1) {
    const Names chairs = draw(2);
    Names deputies = draw(2);
    if (is(Turn::carried)) deputies[0] = chairs[0];
    field_.standing = {{"chair", chairs}, {"deputy", deputies}, {"member", draw(plan_.candidates)}};
  } else {
    field_.standing = {{std::string(posts.front().id), draw(plan_.candidates)}};
  }
  if (is(Turn::kin)) {
    course_.kin.push_back(
        {field_.standing.front().second[0], field_.standing.back().second[0], "夫妻"});
  }
  write_in_ = roster_.members[next++].name;
  const int officers = members >= next + 4 ? 2 : 1;
  for (int i = 0; i < officers; ++i) field_.scrutineers.push_back(roster_.members[next++].name);
  for (int i = 0; i < officers && next < members; ++i) {
    field_.tellers.push_back(roster_.members[next++].name);
  }
  if (field_.tellers.empty()) {  // five people, two of them candidates: the one written in counts
    field_.tellers.push_back(field_.scrutineers.front());
    field_.scrutineers.front() = write_in_;
  }
  for (std::size_t i = members;
       i > next && plan_.members - static_cast<int>(absent_.size()) > up(plan_.members, 94); --i) {
    absent_.push_back(roster_.members[i - 1].name);
  }
  field_.present = plan_.members - static_cast<int>(absent_.size());
}

Contest Rehearsal::contest(const std::string& id, const std::string& title,
                           const Names& people) const {
  Contest one;
  one.id = id;
  one.title = title;
  one.seats = field_.seats.at(id);
  one.write_in_rows = method_.write_in.allowed ? one.seats : 0;
  for (const std::string& name : by_strokes(people)) {
    Candidate candidate;
    candidate.id = "c" + std::to_string(one.candidates.size() + 1);
    candidate.name = name;
    one.candidates.push_back(std::move(candidate));
  }
  return one;
}

std::vector<Contest> Rehearsal::contests() const {
  std::vector<Contest> all;
  for (const auto& [id, people] : field_.standing)
    all.push_back(contest(id, field_.titles.at(id), people));
  return all;
}

void Rehearsal::check_in() {
  if (is(Turn::no_quorum)) {
    Names absent = absent_;
    for (std::size_t i = roster_.members.size(); i > 0; --i) {
      const Member& member = roster_.members[i - 1];
      const bool votes = member.status == MemberStatus::full && !member.exclusion;
      const bool counted = std::ranges::find(absent, member.name) != absent.end();
      if (!votes || counted) continue;
      if (plan_.members - static_cast<int>(absent.size()) <= plan_.members / 2) break;
      absent.push_back(member.name);
    }
    field_.present = plan_.members - static_cast<int>(absent.size());
    absent_ = absent;
  }
  CheckInAct all;
  all.except = absent_;
  act(all);
}

void Rehearsal::officers() {
  OfficersAct event;
  event.scrutineers = field_.scrutineers;
  event.tellers = field_.tellers;
  act(event);
}

void Rehearsal::announce_candidates() {
  on_ballot_ = contests();
  ballot_id_ = "first";
  CandidatesAct event;
  event.ballot = ballot_id_;
  event.title = usual_of(pack_.manifest.body).ballot;
  for (const Contest& one : on_ballot_) {
    CourseContest listed;
    listed.id = one.id;
    listed.title = one.title;
    listed.seats = one.seats;
    listed.write_in_rows = one.write_in_rows;
    for (const Candidate& candidate : one.candidates) listed.candidates.push_back(candidate.name);
    event.contests.push_back(std::move(listed));
  }
  act(event);
}

// Between the two head counts somebody goes home.
void Rehearsal::leave_early() {
  const std::string& last = roster_.members[static_cast<std::size_t>(plan_.members) - 1].name;
  const bool was_there = std::ranges::find(absent_, last) == absent_.end();
  if (plan_.members < 20 || was_there) return;
  const std::size_t leaver = static_cast<std::size_t>(plan_.members) - absent_.size() - 1;
  act(LeaveAct{{roster_.members[leaver].name}});
  --field_.present;
}

bool Rehearsal::opening(const std::string& name) {
  if (name == "voter_checked_in") {
    check_in();
  } else if (name == "motion_decided:exclusions") {
    const bool asks = std::ranges::any_of(
        roster_.members, [](const Member& member) { return member.exclusion.has_value(); });
    if (asks) act(HandsAct{Topic::exclusions, field_.present, 0, 0});
  } else if (name == "heads_counted") {
    act(HeadsAct{field_.present, two()});
  } else if (name == "report_presented") {
    act(ReportAct{"工作报告", course_.chair});
  } else if (name == "group_noted") {
    act(GroupAct{"第一组", course_.chair, field_.present,
                 "同意工作报告，同意候选人预备人选，同意选举办法草案。"});
    if (is(Turn::suspended)) {
      act(SuspendAct{"停电"});
      act(ResumeAct{add_days(course_.date, 1)});
      act(HeadsAct{field_.present, two()});
    }
  } else if (name.starts_with("motion_decided:")) {
    const auto topic = enum_from_text<Topic>(name.substr(name.find(':') + 1));
    if (topic && *topic != Topic::seats) act(HandsAct{*topic, field_.present - 1, 0, 1});
  } else {
    return false;
  }
  return true;
}

bool Rehearsal::candidates_and_box(const std::string& name) {
  if (name == "officers_passed") {
    officers();
  } else if (name == "candidates_announced") {
    announce_candidates();
  } else if (name == "speech_given") {
    for (const Candidate& candidate : on_ballot_.back().candidates) {
      act(SpeechAct{candidate.name, "竞职演讲"});
    }
    leave_early();
  } else if (name == "box_sealed") {
    act(BoxAct{"1", two()});
  } else {
    return false;
  }
  return true;
}

void Rehearsal::one_act(const std::string& name) {
  if (opening(name) || candidates_and_box(name)) return;
  if (name == "papers_issued") {
    field_.sheets = field_.present;
    if (is(Turn::void_poll)) {
      void_poll();
    } else {
      hold_poll(turned_approvals());
    }
    first_ = field_;
    after_first_poll();
  } else if (name == "plenary_opened" && plenary_pack_ != nullptr) {
    plenary();
  } else if (name == "meeting_closed") {
    closing();
  }
}

void Rehearsal::build() {
  head_of_course();
  invent_people();
  choose_candidates();
  for (const AgendaStep& step : pack_.agenda.steps) {
    for (const std::string& name : step.acts) {
      one_act(name);
      if (is(Turn::no_quorum) && name == "heads_counted") {
        act(AbandonAct{"到会人数不足规定人数，改日另行召开"});
        return;
      }
    }
  }
}

void Rehearsal::closing() {
  act(CloseAct{});
  if (is(Turn::correction_after)) correct(-1);
}

}  // namespace huanjie
