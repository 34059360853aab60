#include "cli/pack_cases.h"

#include <algorithm>

#include "rules/adopt.h"
#include "tally/tally.h"

namespace huanjie {

namespace {

struct Example {
  const Json& json;
  std::string where;

  const std::string& text(std::string_view key) const { return *json.find(key)->if_text(); }
  CaseFailure failure(std::string what) const { return {where, text("name"), std::move(what)}; }
};

std::string in_words(Verdict verdict) {
  switch (verdict) {
    case Verdict::satisfied: return "符合";
    case Verdict::violated:  return "不符合";
    default:                 return "无法判断";
  }
}

// The method that the ballot of a counting example has to carry.
Result<Json> method_of(const Pack& pack, const Json& example) {
  const Json* changes = example.find("changes");
  const Json adopted = HJ_TRY(adopt(pack, changes == nullptr ? Json::object() : *changes));
  const Json* round = example.find("round");
  return round == nullptr ? adopted : method_of_round(pack, adopted, *round->if_text());
}

Result<Json> count(const Json& example) {
  const Ballot ballot = HJ_TRY(parse_ballot(write_json(*example.find("ballot"))));
  const Poll poll = HJ_TRY(parse_poll(write_json(*example.find("poll"))));
  if (const Json* records = example.find("cvrs")) {
    const Cvrs cvrs = HJ_TRY(parse_cvrs(write_json(*records)));
    const PollResult result = HJ_TRY(tally(ballot, poll, cvrs));
    return to_json(result);
  }
  const Json* numbers = example.find("totals");
  if (numbers == nullptr) return invalid("既没有 cvrs，也没有 totals");
  const Totals totals = HJ_TRY(parse_totals(write_json(*numbers)));
  const PollResult result = HJ_TRY(tally(ballot, poll, totals));
  return to_json(result);
}

void run_tally(const Pack& pack, const Example& example, CaseReport& report) {
  const Result<Json> method = method_of(pack, example.json);
  if (!method) {
    report.failures.push_back(example.failure(describe(method.error())));
    return;
  }
  const Json* on_ballot = example.json.find("ballot")->find("method");
  if (on_ballot == nullptr || !(*on_ballot == *method)) {
    report.failures.push_back(
        example.failure("选票上的选举办法与法规包不一致，应为 " + write_json(*method)));
    return;
  }
  const Json& expected = *example.json.find("expected");
  const Result<Json> result = count(example.json);
  const bool wants_error = expected.find("error") != nullptr;
  if (!result && !wants_error) report.failures.push_back(example.failure(describe(result.error())));
  if (result && !(*result == expected)) {
    report.failures.push_back(
        example.failure("应为 " + write_json(expected) + "，得到 " + write_json(*result)));
  }
}

void run_checks(const Pack& pack, const Example& example, CaseReport& report) {
  const Result<Facts> facts =
      facts_from_json(*example.json.find("facts"), example.where + "/facts");
  if (!facts) {
    report.failures.push_back(example.failure(describe(facts.error())));
    return;
  }
  const std::vector<Finding> findings = evaluate(pack.checks, example.text("at"), *facts);
  for (const Json& expected : *example.json.find("expect")->if_array()) {
    const std::string& id = *expected.find("check")->if_text();
    const std::string& verdict = *expected.find("verdict")->if_text();
    const auto found = std::ranges::find(findings, id, &Finding::check);
    if (found == findings.end()) {
      report.failures.push_back(example.failure("这一时刻没有检查 \"" + id + "\""));
    } else if (to_text(found->verdict) != verdict) {
      report.failures.push_back(example.failure(
          "\"" + id + "\" 应为“" +
          in_words(enum_from_text<Verdict>(verdict).value_or(Verdict::undetermined)) + "”，得到“" +
          in_words(found->verdict) + "”：" + describe(*found)));
    }
  }
}

void run_adopt(const Pack& pack, const Example& example, CaseReport& report) {
  const Result<Json> method = adopt(pack, *example.json.find("changes"));
  const bool accepted = *example.json.find("accepted")->if_bool();
  if (method.has_value() == accepted) return;
  report.failures.push_back(example.failure(
      accepted ? "应当允许，却被拒绝：" + describe(method.error()) : "应当拒绝，却被允许"));
}

}  // namespace

CaseReport run_cases(const Pack& pack) {
  CaseReport report;
  const auto run = [&](std::string_view kind, const auto& run_one) {
    const Json* examples = pack.cases.find(kind);
    if (examples == nullptr) return;
    const std::string place = pointer_to("", kind);
    for (std::size_t i = 0; i < examples->if_array()->size(); ++i) {
      run_one(pack, Example{(*examples->if_array())[i], pointer_to(place, i)}, report);
      ++report.run;
    }
  };
  run("tally", run_tally);
  run("checks", run_checks);
  run("adopt", run_adopt);
  return report;
}

}  // namespace huanjie
