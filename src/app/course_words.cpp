#include "app/course_words.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "app/course.h"
#include "base/text.h"
#include "rules/words.h"

namespace huanjie {
namespace {

using Titles = std::map<std::string_view, std::string_view>;

const Titles& head_titles() {
  static const Titles kTitles{{"format", "格式"},
                              {"unit", "单位"},
                              {"organisation", "组织全称"},
                              {"superior", "上级组织"},
                              {"title", "会议名称"},
                              {"date", "会议日期"},
                              {"time", "开会时间"},
                              {"place", "地点"},
                              {"chair", "主持人"},
                              {"recorder", "记录人"},
                              {"suite", "密码算法"},
                              {"rehearsal", "演练"},
                              {"pack", "法规包"},
                              {"plenary_pack", "全体会议的法规包"},
                              {"changes", "对选举办法的改动"},
                              {"plenary_changes", "对全体会议选举办法的改动"},
                              {"notice_date", "通知（名单）公布日期"},
                              {"candidates_date", "候选人名单公布日期"},
                              {"reply", "上级批复"},
                              {"number", "文号"},
                              {"roster", "名册"},
                              {"kin", "近亲属"},
                              {"one", "一方"},
                              {"other", "另一方"},
                              {"relation", "关系"},
                              {"acts", "会议经过"}};
  return kTitles;
}

const Titles& act_titles() {
  static const Titles kTitles{{"act", "哪一种事"},
                              {"at", "时刻"},
                              {"people", "人员"},
                              {"except", "没有到会的人"},
                              {"name", "姓名"},
                              {"reason", "原因"},
                              {"present", "实到人数"},
                              {"by", "签字的人"},
                              {"topic", "表决什么"},
                              {"for", "赞成"},
                              {"against", "反对"},
                              {"abstain", "弃权"},
                              {"title", "标题"},
                              {"group", "小组"},
                              {"leader", "召集人"},
                              {"note", "讨论意见"},
                              {"scrutineers", "监票人"},
                              {"tellers", "计票人"},
                              {"ballot", "选票编号"},
                              {"contests", "职务"},
                              {"id", "编号"},
                              {"seats", "名额"},
                              {"write_in_rows", "另选他人的栏数"},
                              {"form", "票面样式"},
                              {"candidates", "候选人"},
                              {"order_reason", "另行排列的理由"},
                              {"about", "内容"},
                              {"box", "票箱"},
                              {"what", "印制、发出、作废还是收回"},
                              {"count", "张数"},
                              {"kept", "存档"},
                              {"cut", "剪角作废"},
                              {"handed_back", "交回未投的张数"},
                              {"records", "单票记录文件"},
                              {"totals", "合计文件"},
                              {"hand", "手工计票"},
                              {"invalid_by", "无效票"},
                              {"lines", "各候选人的票"},
                              {"write_ins", "另选他人"},
                              {"ignored_write_ins", "不计票的另选他人"},
                              {"approve", "赞成"},
                              {"oppose", "不赞成"},
                              {"invalid", "该栏无效"},
                              {"person", "名册上是谁"},
                              {"eligible", "是否合格"},
                              {"ground", "不合格的理由"},
                              {"round", "哪一种投票"},
                              {"contest", "职务"},
                              {"how", "怎样处理"},
                              {"chair", "主持人"},
                              {"kind", "哪一种发言"},
                              {"text", "发言内容"},
                              {"date", "日期"},
                              {"agreed_by", "同意更正的人"}};
  return kTitles;
}

// The same key means different people in different acts.
std::optional<std::string_view> own_title(std::string_view act, std::string_view key) {
  const bool speaks = act == "speech" || act == "statement";
  if (key == "by" && act == "report") return "报告人";
  if (key == "by" && speaks) return "发言人";
  if (key == "by" && act == "count") return "计票的人";
  if (key == "people" && act == "group") return "人数";
  if (key == "people" && act == "check_in") return "到会的人";
  if (key == "name" && act == "eligibility") return "另选人姓名";
  return std::nullopt;
}

// "/elected/of", a key of the changes: 当选条件的基数（/elected/of）.
std::string change_title(const std::string& pointer) {
  std::vector<std::string> parts;
  for (const std::string& key : split(pointer.substr(1), '/')) {
    const auto found = words().method.find(key);
    parts.push_back(found == words().method.end() ? key : found->second);
  }
  return join(parts, "的") + "（" + pointer + "）";
}

std::string part_title(std::string_view act, const std::string& key) {
  if (key.starts_with("/")) return change_title(key);
  if (const auto index = whole_number(key)) return "第 " + std::to_string(*index + 1) + " 个";
  return key_title(act, key);
}

}  // namespace

std::string key_title(std::string_view act, std::string_view key) {
  const Titles& titles = act.empty() ? head_titles() : act_titles();
  const auto found = titles.find(key);
  const std::optional<std::string_view> own = own_title(act, key);
  if (!own && found == titles.end()) return std::string(key);
  return std::string(own ? *own : found->second) + "（" + std::string(key) + "）";
}

std::string place_in_words(const std::string& pointer, std::string_view act) {
  if (!pointer.starts_with("/")) return pointer;
  std::vector<std::string> keys;
  for (const std::string& token : split(pointer.substr(1), '/'))
    keys.push_back(unescaped_token(token));
  std::string text = "会议情况";
  std::size_t next = 0;
  const std::optional<std::int64_t> index =
      keys.size() > 1 && keys[0] == "acts" ? whole_number(keys[1]) : std::nullopt;
  if (index) {
    const std::string title(kind_title(act));
    text =
        "第 " + std::to_string(*index + 1) + " 件事" + (title.empty() ? "" : "（" + title + "）");
    next = 2;
    if (act.empty()) act = "act";
  }
  std::vector<std::string> titles;
  for (; next < keys.size(); ++next) {
    if (!keys[next].empty()) titles.push_back(part_title(act, keys[next]));
  }
  return text + (titles.empty() ? "" : "的 " + join(titles, " / "));
}

bool is_place_in_course(std::string_view where) {
  if (!where.starts_with("/")) return where.starts_with("第 ") || where.starts_with("会议情况");
  where.remove_prefix(1);
  return head_titles().contains(where.substr(0, where.find('/')));
}

}  // namespace huanjie
