#include "app/explanation.h"

#include "app/wording.h"
#include "base/text.h"
#include "meeting/rounds.h"
#include "tally/explain.h"

namespace huanjie {
namespace {

// Numbers stand without spaces on paper, as in every other form.
std::string without_spaces(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto wide = [&](std::size_t at) {
      return at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80;
    };
    const bool beside_wide = text[i] == ' ' && (wide(i + 1) || (i > 0 && wide(i - 1)));
    if (!beside_wide) result += text[i];
  }
  return result;
}

// What the votes alone can not tell: who of those written in may hold the post.
void add_eligibility(const PollState& poll, std::vector<std::string>& sentences) {
  for (const EligibilityConfirmed& one : poll.eligibility) {
    sentences.push_back("另选人" + one.name +
                        (one.eligible ? "经审查，资格符合。" : "经审查，资格不符，不当选。"));
  }
  const std::vector<std::string> open = unconfirmed_write_ins(poll);
  if (!open.empty())
    sentences.push_back("另选人" + join(open, "、") + "待审查资格，审查前不算当选。");
}

// What each value of the method rests on; what is still to be confirmed says so.
Articles articles_of(const Sitting& sitting, const Method& method) {
  Articles articles;
  const Json adopted = to_json(method);
  for (const auto& [key, rule] : sitting.pack->method.values) {
    const Json* value = adopted.find(key);
    if (value == nullptr) continue;
    const std::string article = article_of(*sitting.pack, key);
    const bool open = rule.status == Status::unverified;
    articles[key] = *value != rule.value ? "本次会议通过的选举办法"
                    : article.empty()    ? "法律没有规定，按本次选举办法"
                                         : article + (open ? "，条文待核实" : "");
  }
  return articles;
}

}  // namespace

Result<std::vector<std::string>> explanation_of(const Sitting& sitting, const PollState& poll) {
  ExplainContext context;
  context.ballot = &poll.ballot;
  context.poll = &poll.outcome->poll;
  context.articles = articles_of(sitting, poll.ballot.method);
  PollResult result =
      poll.corrections.empty() ? poll.outcome->result : poll.corrections.back().result;
  // A later round fills single seats: whether a woman is elected it does not tell alone.
  if (poll.round == Round::tie_break || poll.round == Round::supplementary) {
    for (ContestResult& contest : result.contests) std::erase(contest.flags, Flag::no_woman);
  }
  std::vector<std::string> sentences = HJ_TRY(explain(result, context));
  for (std::string& sentence : sentences) sentence = without_spaces(sentence);
  add_eligibility(poll, sentences);
  return sentences;
}

}  // namespace huanjie
