#include "cli/rehearse.h"

#include <algorithm>

#include "cli/builtin_packs.h"
#include "cli/files.h"
#include "cli/folders.h"
#include "cli/rehearsal.h"
#include "cli/roster_file.h"

namespace huanjie {
namespace {

constexpr std::string_view kPlenaryPack = "party-plenary-2020";

// Turns that a pack knows: votes are carried where it carries them down, kin are barred where it
// bars them, seats reduced where it may reduce them; a head count can fail where the quorum is of
// heads.
bool knows(const Pack& pack, Turn turn) {
  const auto value = [&](const char* key) -> const Json& {
    return pack.method.values.at(key).value;
  };
  const Json* of = value("quorum").find("of");
  const Json::Array* shortfall = value("shortfall").if_array();
  switch (turn) {
    case Turn::carried: return value("carry_down") == Json(true);
    case Turn::kin:     return value("kin_avoidance") == Json(true);
    case Turn::reduced:
      return shortfall != nullptr &&
             std::ranges::find(*shortfall, Json("reduce")) != shortfall->end();
    case Turn::plenary_of_three: return pack.manifest.body == "party_committee";
    case Turn::no_quorum:        return of != nullptr && *of == Json("entitled");
    case Turn::suspended:        return pack.manifest.body.starts_with("party");
    default:                     return true;
  }
}

struct Drawn {
  std::string_view pack;
  Turn turn;
  int members;
};

// Seeds 1 to 20: every current pack, every turn, five people to a thousand.
constexpr Drawn kDrawn[] = {
    {"party-committee-2020", Turn::plain, 64},
    {"party-committee-2020", Turn::tie, 113},
    {"party-committee-2020", Turn::supplementary, 86},
    {"party-committee-2020", Turn::reduced, 41},
    {"party-committee-2020", Turn::void_poll, 57},
    {"party-committee-2020", Turn::no_quorum, 45},
    {"party-committee-2020", Turn::suspended, 38},
    {"party-committee-2020", Turn::write_in, 100},
    {"village-henan-2011", Turn::carried, 320},
    {"village-2018", Turn::kin, 240},
    {"party-committee-2020", Turn::correction_unchanged, 72},
    {"party-committee-2020", Turn::correction_changed, 93},
    {"party-committee-2020", Turn::correction_after, 50},
    {"party-committee-2020", Turn::plenary_of_three, 30},
    {"party-branch-2020", Turn::hand_count, 24},
    {"party-committee-1990", Turn::hand_difference, 47},
    {"resident-2018", Turn::supplementary, 150},
    {"resident-henan-2020", Turn::tie, 96},
    {"association", Turn::plain, 5},
    {"village-2018", Turn::plain, 1000},
};

std::string write_course(const Course& course) { return write_pretty_json(to_json(course)); }

}  // namespace

std::string_view chinese(Turn turn) {
  switch (turn) {
    case Turn::plain:                return "平常";
    case Turn::tie:                  return "得票相等再投票";
    case Turn::supplementary:        return "另行选举";
    case Turn::reduced:              return "减少名额";
    case Turn::void_poll:            return "投票无效";
    case Turn::no_quorum:            return "到会人数不够";
    case Turn::suspended:            return "中止";
    case Turn::write_in:             return "另选他人当选";
    case Turn::carried:              return "高职票下加";
    case Turn::kin:                  return "近亲回避";
    case Turn::correction_unchanged: return "更正，当选人不变";
    case Turn::correction_changed:   return "更正，当选人有变";
    case Turn::correction_after:     return "闭会以后更正";
    case Turn::plenary_of_three:     return "委员三人";
    case Turn::hand_count:           return "手工计票";
    case Turn::hand_difference:      return "两遍计票不一致";
  }
  return "";
}

Result<RehearsalPlan> plan_rehearsal(const RehearsalOptions& options) {
  const auto places = static_cast<std::int64_t>(std::size(kDrawn));
  const std::int64_t place = ((options.seed - 1) % places + places) % places;
  const Drawn& drawn = kDrawn[place];
  RehearsalPlan plan;
  plan.pack = options.pack.empty() ? std::string(drawn.pack) : options.pack;
  const Pack pack = HJ_TRY(find_pack(plan.pack));
  plan.turn = options.turn.value_or(knows(pack, drawn.turn) ? drawn.turn : Turn::plain);
  if (!knows(pack, plan.turn)) {
    return invalid("法规包 " + plan.pack + " 没有这种情形：" + std::string(to_text(plan.turn)),
                   "--turn");
  }
  plan.members = options.members.value_or(drawn.members);
  if (plan.members < 5 || plan.members > 1000) {
    return invalid("人数不对：" + std::to_string(plan.members), "--members", "5 到 1000");
  }
  const bool three = plan.turn == Turn::plenary_of_three || plan.members < 30;
  const bool posts = pack.manifest.body == "village" || pack.manifest.body == "resident";
  plan.seats = plan.members < 12 ? 1 : posts || three ? 3 : 5;
  if (options.candidates) plan.seats = std::max(1, *options.candidates * 5 / 6);
  plan.candidates = options.candidates.value_or(plan.seats + std::max(1, (plan.seats + 4) / 5));
  if (plan.candidates <= plan.seats || plan.candidates > std::min(60, plan.members / 2)) {
    return invalid("候选人数不对：" + std::to_string(plan.candidates), "--candidates",
                   "2 到 " + std::to_string(std::min(60, plan.members / 2)));
  }
  return plan;
}

Result<RehearsalPlan> write_rehearsal(const RehearsalOptions& options) {
  RehearsalPlan plan = HJ_TRY(plan_rehearsal(options));
  HJ_TRY(must_be_free(options.out));
  const Pack pack = HJ_TRY(find_pack(plan.pack));
  const Pack plenary_pack = HJ_TRY(find_pack(std::string(kPlenaryPack)));
  const bool has_plenary = pack.manifest.body == "party_committee" && plan.seats >= 3;
  Rehearsal rehearsal(plan, pack, has_plenary ? &plenary_pack : nullptr, options.seed);
  rehearsal.build();
  HJ_TRY(make_folder(options.out + "/polls"));
  const std::string roster = HJ_TRY(write_roster_xlsx(rehearsal.roster()));
  HJ_TRY(write_file(options.out + "/" + rehearsal.course().roster, roster));
  for (const auto& [path, bytes] : rehearsal.files()) {
    HJ_TRY(write_file(options.out + "/" + path, bytes));
  }
  HJ_TRY(write_file(options.out + "/meeting.json", write_course(rehearsal.course())));
  return plan;
}

}  // namespace huanjie
