#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace huanjie {
namespace {

constexpr std::size_t kLeft = 32;  // columns of the names in a help

// What an option takes, as the help names it: "TEXT:{a,b}" is CLI11's way to say one of a and b.
std::string value_name(const std::string& type) {
  const std::size_t choice = type.find(":{");
  if (choice != std::string::npos) {
    std::string names = type.substr(choice + 2, type.size() - choice - 3);
    for (char& c : names) c = c == ',' ? '|' : c;
    return names;
  }
  if (type == "INT" || type == "UINT") return "数";
  return "…";
}

// The names of what stands without a dash.
std::string positional_name(const std::string& name) {
  static const std::map<std::string, std::string> kNames{
      {"ARCHIVE", "归档"},     {"FILE", "文件"},   {"DIR", "文件夹"},
      {"NEW_DIR", "新文件夹"}, {"PACK", "法规包"}, {"FOLDER", "文件夹"}};
  const auto found = kNames.find(name);
  return found == kNames.end() ? name : found->second;
}

// Columns on a terminal: a Chinese character takes two.
std::size_t columns(const std::string& text) {
  std::size_t width = 0;
  for (const char32_t c : code_points(text)) width += c >= 0x2E80 ? 2 : 1;
  return width;
}

class ChineseFormatter : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App* app, std::string name) const override {
    std::string text = "用法：" + name;
    for (const CLI::Option* option :
         app->get_options([](const CLI::Option* one) { return one->get_positional(); })) {
      text += " " + make_option_usage(option);
    }
    for (const CLI::Option* option : app->get_options(
             [](const CLI::Option* one) { return one->nonpositional() && one->get_required(); })) {
      text += " " + make_option_name(option, false) + make_option_opts(option);
    }
    const bool has_commands =
        !app->get_subcommands([](const CLI::App* one) { return !one->get_name().empty(); }).empty();
    if (has_commands) text += app->get_require_subcommand_min() == 0 ? " [命令]" : " 命令";
    return text + " [选项]\n";
  }

  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    std::string text = "\n" + (group == "Options" ? std::string("选项") : group) + "：\n";
    for (const CLI::Option* option : options) text += make_option(option, is_positional);
    return text;
  }

  std::string make_subcommands(const CLI::App* app, CLI::AppFormatMode) const override {
    std::string text;
    for (const CLI::App* one : app->get_subcommands({})) text += make_subcommand(one);
    return text.empty() ? text : "\n命令：\n" + text;
  }

  std::string make_option_name(const CLI::Option* option, bool is_positional) const override {
    const std::string name = CLI::Formatter::make_option_name(option, is_positional);
    return is_positional ? positional_name(name) : name;
  }

  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    const std::string left =
        "  " + make_option_name(option, is_positional) + make_option_opts(option);
    const std::size_t width = columns(left);
    const std::string gap =
        width + 2 > kLeft ? "\n" + std::string(kLeft, ' ') : std::string(kLeft - width, ' ');
    return left + gap + make_option_desc(option) + "\n";
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text;
    // A flag takes nothing and has no type's name.
    if (!option->get_type_name().empty() && option->nonpositional()) {
      text += " " + value_name(option->get_type_name());
    }
    return text;
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    std::string text = option->get_description();
    if (option->get_required()) text += "（必写）";
    const std::string usual = option->get_default_str();
    if (!usual.empty()) text += "（不写时为 " + usual + "）";
    return text;
  }
};

std::string after(const std::string& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  return at == std::string::npos ? text : text.substr(at + mark.size());
}

std::string before(const std::string& text, std::string_view mark) {
  return text.substr(0, text.find(mark));
}

std::string names_of_commands(const CLI::App& app) {
  std::string names;
  for (const CLI::App* one : app.get_subcommands({})) {
    names += (names.empty() ? "" : "、") + one->get_name();
  }
  return names;
}

std::string value_wanted(const CLI::App& app, const std::string& option) {
  const CLI::Option* found = app.get_option_no_throw(option);
  const std::string type = found == nullptr ? "" : found->get_type_name();
  if (type.find(":{") != std::string::npos) return "，可以写：" + value_name(type);
  return type == "INT" || type == "UINT" ? "，须是数" : "";
}

// "归档（归档文件（.hjz））" for ARCHIVE; an option stays as it is typed.
std::string shown_name(const CLI::App& app, const std::string& name) {
  const CLI::Option* found = app.get_option_no_throw(name);
  if (found == nullptr || !found->get_positional()) return " " + name;
  return positional_name(name) + "：" + found->get_description();
}

// CLI11 tells what is wrong by the class of the error and the names by its English sentence.
std::string what_is_wrong(const CLI::App& app, const CLI::Error& error) {
  const std::string told = error.what();
  const std::string& kind = error.get_name();
  // Its name is the command's.
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    const std::string extra = after(told, "not expected: ");
    const bool wants_command = !app.get_subcommands({}).empty() && app.get_subcommands().empty();
    if (!wants_command || extra.starts_with("-")) return "多出或不认识：" + extra;
    return "没有这个命令：" + extra + "；可以写：" + names_of_commands(app);
  }
  if (kind == "RequiredError") {
    const std::vector<std::string> unknown = app.remaining();
    if (told.starts_with("A subcommand") && !unknown.empty()) {
      return "没有这个命令：" + unknown.front() + "；可以写：" + names_of_commands(app);
    }
    if (told.starts_with("A subcommand")) return "还须写明命令：" + names_of_commands(app);
    return "缺少" + shown_name(app, before(told, " is required"));
  }
  if (kind == "ArgumentMismatch") {
    const std::string name = before(
        told.find(" to ") == std::string::npos ? before(told, ":") : after(told, " to "), ",");
    const bool missing = told.find("required") != std::string::npos;
    return missing ? name + " 后面缺少内容" : name + " 写的个数不对";
  }
  if (kind == "ConversionError") {
    const std::string option = before(after(told, "Could not convert: "), " = ");
    return option + " 的值不对：" + after(told, " = ") + value_wanted(app, option);
  }
  if (kind == "ValidationError") {
    const std::string option = before(told, ": ");
    return option + " 的值不对：" + before(after(told, ": "), " not in ") +
           value_wanted(app, option);
  }
  return "命令行写法不对：" + told;
}

}  // namespace

void speak_chinese(CLI::App& app) {
  const auto formatter = std::make_shared<ChineseFormatter>();
  formatter->column_width(kLeft);
  formatter->label("Positionals", "写在命令后面的");
  app.formatter(formatter);
  app.set_help_flag("-h,--help", "显示用法");
}

std::string usage_error(const CLI::App& app, const CLI::Error& error) {
  const CLI::App* at = &app;
  std::string path = app.get_name();
  while (!at->get_subcommands().empty()) {
    at = at->get_subcommands().front();
    path += " " + at->get_name();
  }
  return "huanjie：" + what_is_wrong(*at, error) + "\n用法见：" + path + " --help\n";
}

}  // namespace huanjie
