#include "history/event.h"

#include "tally/tally.h"

namespace huanjie {
namespace {

std::string type_name(const bool*) { return "true or false"; }
std::string type_name(const int*) { return "number, 0 to 10,000,000"; }
std::string type_name(const std::int64_t*) { return "whole number"; }
std::string type_name(const std::string*) { return "text"; }
std::string type_name(const Json*) { return "any JSON"; }
std::string type_name(const Date*) { return "date"; }
std::string type_name(const Hash*) { return "hash"; }
std::string type_name(const Ballot*) { return "huanjie/ballot/1"; }
std::string type_name(const Poll*) { return "huanjie/poll/1"; }
std::string type_name(const Totals*) { return "huanjie/totals/1"; }
std::string type_name(const PollResult*) { return "huanjie/result/1"; }
template <class Tag>
std::string type_name(const Id<Tag>*) {
  return "id";
}

template <class E>
  requires std::is_enum_v<E>
std::string type_name(const E*) {
  std::string names;
  for (const auto& [value, name] : EnumNames<E>::kNames) {
    names += (names.empty() ? "" : " or ") + std::string(name);
  }
  return names;
}

template <class T>
std::string type_name(const std::optional<T>*);
template <class T>
std::string type_name(const std::vector<T>*);
template <HasFields T>
std::string type_name(const T*);

template <class T>
std::string type_name(const std::optional<T>*) {
  return type_name(static_cast<const T*>(nullptr)) + " or null";
}
template <class T>
std::string type_name(const std::vector<T>*) {
  return "list of " + type_name(static_cast<const T*>(nullptr));
}

template <class T, class M, bool Optional>
std::pair<std::string, std::string> form_of(const Field<T, M, Optional>& one) {
  std::string type = type_name(static_cast<const M*>(nullptr));
  if (one.optional) type += " (may be absent)";
  return {std::string(one.name), type};
}

template <HasFields T>
std::string type_name(const T*) {
  std::string text = "{";
  std::apply(
      [&](const auto&... each) {
        const auto add = [&](const auto& one) {
          const auto [name, type] = form_of(one);
          text += (text.size() > 1 ? ", " : "") + name + ": " + type;
        };
        (add(each), ...);
      },
      T::fields());
  return text + "}";
}

template <class E>
EventForm form(const std::string& log) {
  EventForm result{log, std::string(E::kName), {}};
  std::apply([&](const auto&... each) { (result.fields.push_back(form_of(each)), ...); },
             E::fields());
  return result;
}

template <class... E>
void add_forms(const std::string& log, const std::variant<E...>*, std::vector<EventForm>& forms) {
  (forms.push_back(form<E>(log)), ...);
}

}  // namespace

std::vector<EventForm> event_forms() {
  std::vector<EventForm> forms;
  add_forms("office", static_cast<const OfficeEvent*>(nullptr), forms);
  add_forms("unit", static_cast<const UnitEvent*>(nullptr), forms);
  add_forms("meeting", static_cast<const MeetingEvent*>(nullptr), forms);
  forms.push_back(form<Erased>("any"));
  return forms;
}

}  // namespace huanjie
