#include "cli/pack_text.h"

#include <cctype>

#include "base/text.h"
#include "rules/words.h"

namespace huanjie {

namespace {

std::string label(const std::map<std::string, std::string>& names, const std::string& name) {
  const auto found = names.find(name);
  return found == names.end() ? name : found->second;
}

std::string labels(const std::map<std::string, std::string>& names,
                   const std::vector<std::string>& some) {
  std::vector<std::string> texts;
  for (const std::string& name : some) texts.push_back(label(names, name));
  return join(texts, "、");
}

// A value of the method in words; a fraction stays a fraction.
std::string in_words(const Json& value) {
  if (const std::string* text = value.if_text()) return label(words().values, *text);
  if (const bool* yes = value.if_bool()) return label(words().values, *yes ? "true" : "false");
  if (const Json::Array* elements = value.if_array()) {
    const bool is_fraction = elements->size() == 2 && elements->front().if_number() != nullptr;
    std::vector<std::string> texts;
    for (const Json& element : *elements) texts.push_back(in_words(element));
    return join(texts, is_fraction ? "/" : "、");
  }
  const Json::Object* members = value.if_object();
  if (members == nullptr) return write_json(value);
  std::vector<std::string> texts;
  for (const JsonMember& member : *members) {
    texts.push_back(label(words().method, member.key) + " " + in_words(member.value));
  }
  return join(texts, "，");
}

// The sources of a pack by their short names, numbered for the reader as its list at the end is.
class Sources {
 public:
  explicit Sources(const Pack& pack) {
    for (const PackSource& source : pack.manifest.sources) ids_.push_back(source.id);
  }

  // Each short name in a note or a list of sources becomes its number: "〔3〕".
  std::string numbered(std::string text) const {
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      const std::string mark = "〔" + std::to_string(i + 1) + "〕";
      for (std::size_t at = text.find(ids_[i]); at != std::string::npos;
           at = text.find(ids_[i], at)) {
        if (!stands_alone(text, at, ids_[i].size())) {
          at += ids_[i].size();
          continue;
        }
        text.replace(at, ids_[i].size(), mark);
        at += mark.size();
      }
    }
    return text;
  }

  std::string cited(const std::string& article, Status status, const std::string& source,
                    const std::string& note) const {
    std::string text = "依据：" + article;
    if (!source.empty()) text += "；来源" + join(split(numbered(source), ' '), "");
    if (status == Status::unverified) text += "【待核实】";
    if (!note.empty()) text += "。" + numbered(note);
    return text;
  }

 private:
  // "QZ1" is no part of "QZ10" or "AQZ1".
  static bool stands_alone(const std::string& text, std::size_t at, std::size_t size) {
    const auto is_part = [&](std::size_t place) {
      return place < text.size() && std::isalnum(static_cast<unsigned char>(text[place])) != 0;
    };
    return !(at > 0 && is_part(at - 1)) && !is_part(at + size);
  }

  std::vector<std::string> ids_{};
};

// "/elected/of" as "当选条件的基数".
std::string pointer_label(const std::string& pointer) {
  std::vector<std::string> names;
  for (const std::string& key : split(pointer, '/')) {
    if (!key.empty()) names.push_back(label(words().method, key));
  }
  return join(names, "的");
}

std::string in_force(const InForce& period) {
  if (!period.from && !period.to) return "施行日期未核实";
  std::string text = period.from ? chinese_date(*period.from) + "起" : "";
  if (period.to) text += "至 " + chinese_date(*period.to);
  return text;
}

std::string method_text(const Pack& pack, const Sources& sources) {
  std::string text = "选举办法\n";
  for (const auto& [key, value] : pack.method.values) {
    text += "  " + label(words().method, key) + "：" + in_words(value.value) + "\n    " +
            sources.cited(value.article, value.status, value.source, value.note) + "\n";
  }
  text += "\n大会可以改变的项目\n";
  for (const auto& [pointer, open] : pack.method.open) {
    std::vector<std::string> named;
    std::vector<std::string> written;
    for (const Json& value : open.allowed) {
      named.push_back(in_words(value));
      written.push_back(write_json(value));
    }
    text += "  " + pointer_label(pointer) + "：" + join(named, " 或 ") + "\n    " +
            sources.cited(open.article, open.status, open.source, open.note) +
            "\n    会议文件里写作 \"" + pointer + "\"：" + join(written, " 或 ") + "\n";
  }
  text += "\n以后各轮投票\n";
  for (const auto& [round, rule] : pack.method.rounds) {
    text += std::string("  ") + (round == "tie_break" ? "再次投票" : "另行选举") + "：";
    if (rule.set.empty()) text += "与第一轮相同";
    for (const auto& [pointer, value] : rule.set) {
      text += pointer_label(pointer) + " " + in_words(value);
    }
    text += "\n    " + sources.cited(rule.article, rule.status, rule.source, rule.note) + "\n";
  }
  return text;
}

std::string moment_label(const std::string& at) {
  const std::size_t colon = at.find(':');
  std::string text = label(words().moments, at.substr(0, colon));
  if (colon != std::string::npos) text += "（" + label(words().topics, at.substr(colon + 1)) + "）";
  return text;
}

std::string checks_text(const Pack& pack, const Sources& sources) {
  std::string text = "各项检查\n";
  for (const Check& check : pack.checks) {
    text += "  [" + moment_label(check.at) + "] " +
            (check.severity == Severity::blocks ? "不符则不得进行" : "不符则提示") + "：" +
            check.says + "\n    " +
            sources.cited(check.article, check.status, check.source, "办法：" + check.unblock) +
            "\n";
  }
  return text;
}

std::string share_text(const Share& share) {
  const Ratio ratio = share.at_least ? *share.at_least : *share.more_than;
  return label(words().values, share.of) + (share.at_least ? "不少于 " : "超过 ") +
         std::to_string(ratio.over) + "/" + std::to_string(ratio.under);
}

std::string agenda_text(const Pack& pack, const Sources& sources) {
  const Agenda& agenda = pack.agenda;
  std::string text = "会议议程（" + sources.cited(agenda.article, agenda.status, "", "") + "）\n";
  text += "  举手表决通过：" + share_text(agenda.motions.passes) + "（" +
          sources.cited(agenda.motions.article, agenda.motions.status, "", "") + "）\n";
  const OfficerRule& officers = agenda.officers;
  text += "  监票人至少 " + std::to_string(officers.scrutineers_at_least) + " 名，计票人至少 " +
          std::to_string(officers.tellers_at_least) + " 名；疑难选票由" +
          labels(words().roles, officers.adjudicators) + "认定；" +
          (officers.staff_may_serve ? "工作人员可以担任" : "工作人员不得担任") + "（" +
          sources.cited(officers.article, officers.status, "", "") + "）\n";
  for (std::size_t i = 0; i < agenda.steps.size(); ++i) {
    const AgendaStep& step = agenda.steps[i];
    text += "  " + std::to_string(i + 1) + ". " + step.title + (step.skippable ? "（可略过）" : "");
    if (!step.signs.empty()) text += "，签字：" + labels(words().roles, step.signs);
    text += "\n";
    for (const std::string& line : split(step.script, '\n')) text += "     " + line + "\n";
  }
  return text;
}

}  // namespace

std::string pack_line(const Pack& pack) {
  const Manifest& is = pack.manifest;
  std::string text = is.id + "  " + is.title + "  " + is.place + "  " + in_force(is.in_force);
  if (is.status == Status::unverified) text += "【待核实】";
  text += "\n";
  if (!is.banner.empty()) text += "    注意：" + is.banner + "\n";
  return text;
}

std::string pack_text(const Pack& pack) {
  const Sources sources(pack);
  std::string text = pack_line(pack) + "\n" + method_text(pack, sources) + "\n" +
                     checks_text(pack, sources) + "\n" + agenda_text(pack, sources) + "\n来源\n";
  std::size_t number = 0;
  for (const PackSource& source : pack.manifest.sources) {
    text += "  〔" + std::to_string(++number) + "〕" + source.title;
    if (!source.where.empty()) text += "  " + source.where;
    text += "\n";
  }
  return text;
}

}  // namespace huanjie
