#include "app/ballot_sentences.h"

#include <algorithm>

#include "app/wording.h"
#include "base/text.h"
#include "meeting/attendance.h"
#include "meeting/rounds.h"

namespace huanjie {
namespace {

std::string listed(const std::vector<std::string>& names) { return join(names, "、"); }

std::string number(std::int64_t value) { return std::to_string(value); }

std::string choice_word(Choice choice) {
  switch (choice) {
    case Choice::approve: return "表示赞成";
    case Choice::oppose:  return "表示不赞成";
    case Choice::abstain: return "表示弃权";
    case Choice::invalid: return "无效";
  }
  return "";
}

// A sheet without rows for other names, as that of a tie, takes none.
bool takes_write_ins(const Ballot& ballot) {
  if (ballot.contests.empty()) return ballot.method.write_in.allowed;  // not known yet
  return ballot.method.write_in.allowed &&
         std::ranges::any_of(ballot.contests,
                             [](const Contest& contest) { return contest.write_in_rows > 0; });
}

std::vector<ElectedTo> blank_posts(const Ballot& ballot) {
  std::vector<ElectedTo> posts;
  for (const Contest& contest : ballot.contests) posts.push_back({contest.title, {kBlankName}});
  return posts;
}

std::string names_of_candidates(const Contest& contest) {
  std::vector<std::string> names;
  for (const Candidate& candidate : contest.candidates) names.push_back(candidate.name);
  return names.empty() ? kBlankName : listed(names);
}

}  // namespace

std::string symbols_sentence(const Symbols& symbols) {
  if (asks_for_blackening(symbols)) {
    return "涂黑" + choice_word(symbols.filled) + "，不涂" + choice_word(symbols.blank) +
           "，画别的符号" + choice_word(symbols.circle) + "。";
  }
  std::string circle = "画“○”";
  std::string cross = "画“×”";
  std::string tick = "画“√”" + choice_word(symbols.tick) + "，";
  // Two marks that say the same are named together.
  if (symbols.tick == symbols.circle) {
    circle += "或“√”";
    tick.clear();
  } else if (symbols.tick == symbols.cross) {
    cross += "或“√”";
    tick.clear();
  }
  return circle + choice_word(symbols.circle) + "，" + cross + choice_word(symbols.cross) + "，" +
         tick + "不画任何符号" + choice_word(symbols.blank) + "。";
}

std::string marking_sentence(const Ballot& ballot) {
  const bool columns = std::ranges::any_of(
      ballot.contests, [](const Contest& contest) { return contest.form == Form::columns; });
  if (!columns) return "在方格内" + symbols_sentence(ballot.method.symbols);
  return "每名候选人只在“赞成”“不赞成”“弃权”中的一栏画“○”，画了两栏以上的，对这名候选人的表决无效。";
}

bool stands_by_strokes(const Ballot& ballot) {
  bool any = false;
  for (const Contest& contest : ballot.contests) {
    std::vector<std::string> names;
    for (const Candidate& candidate : contest.candidates) names.push_back(candidate.name);
    any = any || names.size() > 1;
    if (names != by_strokes(names)) return false;
  }
  return any;
}

std::string limit_sentence(const Ballot& ballot) {
  const std::string others = takes_write_ins(ballot) ? "（含另选他人）" : "";
  std::string text;
  for (const Contest& contest : ballot.contests) {
    const std::string seats = number(contest.seats);
    text += (text.empty() ? "" : "；") + contest.title + "所选人数" + others + "等于或少于" +
            seats + "名的有效，多于" + seats + "名的无效";
  }
  return text + "。";
}

std::string write_in_sentence(const Ballot& ballot) {
  if (!takes_write_ins(ballot)) return "本次投票不另选他人。";
  const WriteInRule& rule = ballot.method.write_in;
  std::string text = rule.after_opposing ? "对候选人不赞成的，可以另选他人；" : "可以另选他人，";
  text += "另选他人的，写上姓名";
  text += rule.needs_mark ? "，并在其姓名对应的空格内画“○”。" : "。";
  if (rule.after_opposing) text += "弃权的不能另选他人。";
  return text;
}

std::string passing_sentence(const Sitting& sitting, const PollState* poll) {
  if (poll == nullptr || !poll->outcome || poll->outcome->result.contests.empty()) {
    const Method method = poll == nullptr ? method_of(sitting) : poll->ballot.method;
    if (method.elected.plurality) return "以得票多的当选。";
    BaseResult base;
    if (method.elected.of) base.of = std::string(to_text(*method.elected.of));
    const Threshold rule = elected_rule(sitting, method, base);
    return "得赞成票" + std::string(rule.strict ? "超过" : "不少于") + rule.base_name + "的" +
           chinese_fraction(rule.share) + "的，始得当选。";
  }
  std::vector<std::string> said;
  for (const ContestResult& contest : poll->outcome->result.contests) {
    const Threshold rule = elected_rule(sitting, poll->ballot.method, contest.base);
    std::string sentence = rule.plurality
                               ? "以得票多的当选。"
                               : "得赞成票" + threshold_sentence(rule, "票") + "的，始得当选。";
    if (std::ranges::find(said, sentence) == said.end()) said.push_back(std::move(sentence));
  }
  return join(said, "");
}

std::string announcement(const Ballot& ballot, const PollState* poll) {
  std::optional<std::vector<ElectedPerson>> elected;
  if (poll != nullptr) elected = poll->announced;
  const bool stands = poll != nullptr && poll->outcome && unconfirmed_write_ins(*poll).empty();
  if (!elected && stands) elected = winners(*poll, poll->outcome->result);
  if (elected && elected->empty()) return "本次投票没有人当选。";
  std::vector<std::string> said;
  for (const ElectedTo& post : elected ? by_post(*elected) : blank_posts(ballot)) {
    said.push_back("当选为" + post.title + "的是" + order_in_brackets(post.names) + "：" +
                   listed(post.names));
  }
  return "现在我宣布，" + join(said, "；") + "。让我们以热烈的掌声表示祝贺！";
}

std::string candidates_sentence(const Ballot& ballot) {
  if (ballot.contests.empty()) return std::string("候选人是：") + kBlankName + "。";
  std::vector<std::string> posts;
  for (const Contest& contest : ballot.contests) {
    posts.push_back((ballot.contests.size() > 1 ? contest.title + "候选人：" : "") +
                    names_of_candidates(contest));
  }
  const std::string order = stands_by_strokes(ballot) ? "（以姓氏笔画为序）" : "";
  if (posts.size() > 1) return "候选人名单" + order + "：" + join(posts, "；") + "。";
  return "候选人" + order + "是：" + posts.front() + "。";
}

std::string seats_sentence(const Ballot& ballot) {
  std::string text;
  for (const Contest& contest : ballot.contests) {
    const auto candidates = static_cast<int>(contest.candidates.size());
    const int extra = candidates - contest.seats;
    text += (text.empty() ? "" : "；") + contest.title + "应选" + number(contest.seats) +
            "名，候选人" + number(candidates) + "名";
    if (extra > 0) text += "，差额" + number(extra) + "名";
    if (extra == 0) text += "，等额选举";
  }
  return text + "。";
}

std::vector<std::string> candidate_names(const Ballot& ballot) {
  std::vector<std::string> names;
  for (const Contest& contest : ballot.contests) {
    for (const Candidate& candidate : contest.candidates) {
      if (std::ranges::find(names, candidate.name) == names.end()) names.push_back(candidate.name);
    }
  }
  return names;
}

}  // namespace huanjie
