#pragma once

#include <string>
#include <vector>

#include "documents/form.h"
#include "meeting/meeting.h"

// How the papers and the host's script word what the meeting decided: one wording for both.

namespace huanjie {

// 以姓氏笔画为序.
std::vector<std::string> by_strokes(const std::vector<std::string>& names);

// Those elected to one post, by surname strokes.
struct ElectedTo {
  std::string title{};  // 委员
  std::vector<std::string> names{};
};
// By post, in the order of the ballot.
std::vector<ElectedTo> by_post(const std::vector<ElectedPerson>& elected);
// "（以姓氏笔画为序）" after a list of several names, nothing after one.
std::string order_in_brackets(const std::vector<std::string>& names);

// 再次投票, 另行选举, 重新投票; empty for the first.
std::string round_name(Round round);
// What is voted on, from the title of the sheet: 委员会委员选票 is used in 委员会委员选举.
std::string poll_title(const Ballot& ballot);

// "1号票箱" for 1 as for 1号箱.
std::string box_name(const std::string& box);

std::vector<std::string> names_of(const std::vector<Officer>& officers);
// Who signs that paper ("issue_report"), by the roles that the pack names for it.
Signers signers_of(const Meeting& meeting, const Sitting& sitting, const std::string& paper);
// The same without names, a line each: of a paper that one of several groups fills in.
Signers blank_signers_of(const Sitting& sitting, const std::string& paper);

// Whether the electorate is those registered, as in villages, and not 应到会.
bool counts_registered(const Sitting& sitting);
// The votes of each person of a poll: "丁建国赞成49票、不赞成1票、弃权0票；…。"
std::string results_sentence(const Ballot& ballot, const PollResult& result);
// "有效票50张，无效票0张。", by post where the posts differ; blanks where there is no result yet.
std::string sheets_sentence(const Ballot* ballot, const PollResult* result);

// "《…条例》第二十条" for a key of the method; empty where the pack has none or says itself that no
// text rules it.
std::string article_of(const Pack& pack, const std::string& key);
// 应到会有选举权人数 for entitled.
std::string base_name(const std::string& base);
// The name of a candidate or of a person written in.
std::string person_name(const Contest& contest, const std::string& id);

// "王芳赞成33票改为32票、不赞成2票改为3票；…": the lines that differ. Empty where none does.
std::string changed_votes(const Ballot& ballot, const PollResult& before, const PollResult& after);

// Whether the assembly has voted on who is left out of 应到会.
bool exclusions_decided(const Sitting& sitting);

Threshold quorum_of(const Sitting& sitting, std::int64_t base);
Threshold elected_rule(const Sitting& sitting, const Method& method, const BaseResult& base);

}  // namespace huanjie
