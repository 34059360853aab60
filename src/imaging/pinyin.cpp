#include "imaging/pinyin.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>

#include "base/text.h"

namespace huanjie {
namespace {

// Surnames that ICU 72 reads otherwise than their bearers, and rare characters that it cannot read.
const std::map<char32_t, std::string_view>& surname_exceptions() {
  static const std::map<char32_t, std::string_view> kReadings{
      {U'朴', "piao"}, {U'缪', "miao"}, {U'区', "ou"},  {U'乐', "yue"},  {U'繁', "po"},
      {U'翟', "zhai"}, {U'晁', "chao"}, {U'尉', "wei"}, {U'仝', "tong"}, {U'覃', "qin"},
      {U'员', "yun"},  {U'黑', "he"},   {U'折', "she"}, {U'盖', "ge"},   {U'令', "ling"},
      {U'牟', "mou"},  {U'芮', "rui"},  {U'佴', "nai"}, {U'逄', "pang"}};
  return kReadings;
}

const std::map<char32_t, std::string_view>& rare_characters() {
  static const std::map<char32_t, std::string_view> kReadings{{U'𠮷', "ji"},  {U'㛃', "jie"},
                                                              {U'䶮', "yan"}, {U'㻱', "wei"},
                                                              {U'𬸪', "wei"}, {U'〇', "ling"}};
  return kReadings;
}

// Made once: building one takes some 70 ms. Used from one thread, as all of the command line is.
std::unique_ptr<icu::Transliterator> make(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(
      icu::Transliterator::createInstance(icu::UnicodeString(id), UTRANS_FORWARD, status));
  return U_FAILURE(status) != 0 ? nullptr : std::move(made);
}

std::string transliterated(const icu::Transliterator* transliterator, std::string_view text) {
  if (transliterator == nullptr) return std::string(text);
  icu::UnicodeString value = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  transliterator->transliterate(value);
  std::string result;
  value.toUTF8String(result);
  return result;
}

// Syllables of a name, one a character; a character that has none stands for itself.
std::vector<std::string> syllables(const icu::Transliterator* transliterator,
                                   std::string_view name) {
  std::vector<std::string> result;
  for (const std::string& part : split(transliterated(transliterator, name), ' ')) {
    if (!part.empty()) result.push_back(part);
  }
  return result;
}

// `vowel` is what is typed for ü.
PinyinReading reading_of(const std::vector<std::string>& parts, char vowel) {
  PinyinReading reading;
  for (std::string part : parts) {
    const std::size_t umlaut = part.find("ü");
    if (umlaut != std::string::npos) {
      part.replace(umlaut, std::string_view("ü").size(), 1, vowel);
    }
    reading.full += part;
    const std::u32string characters = code_points(part);
    const bool latin = std::ranges::all_of(characters, [](char32_t c) { return c < 0x80; });
    // A run that has no reading keeps all its characters.
    reading.initials += latin ? part.substr(0, 1) : part;
  }
  return reading;
}

// Rare characters are put in as syllables before ICU sees the name.
std::string with_known_characters(std::string_view name, bool as_name) {
  std::string result;
  bool first = true;
  for (const char32_t c : code_points(name)) {
    if (c == U'·') {
      result += ' ';
      continue;
    }
    const auto surname = surname_exceptions().find(c);
    const auto rare = rare_characters().find(c);
    if (first && as_name && surname != surname_exceptions().end()) {
      result += " " + std::string(surname->second) + " ";
    } else if (rare != rare_characters().end()) {
      result += " " + std::string(rare->second) + " ";
    } else {
      result += utf8(c);
    }
    first = false;
  }
  return result;
}

}  // namespace

std::vector<PinyinReading> pinyin_of(std::string_view name) {
  // Tones go, ü stays for a moment: keyboards have it on the v.
  static const std::unique_ptr<icu::Transliterator> as_name =
      make("Han-Latin/Names; NFD; [\\u0300\\u0301\\u0304\\u030C] Remove; NFC; Lower");
  static const std::unique_ptr<icu::Transliterator> ordinary =
      make("Han-Latin; NFD; [\\u0300\\u0301\\u0304\\u030C] Remove; NFC; Lower");
  std::vector<PinyinReading> readings;
  for (const std::vector<std::string>& parts :
       {syllables(as_name.get(), with_known_characters(name, true)),
        syllables(as_name.get(), with_known_characters(name, false)),
        syllables(ordinary.get(), with_known_characters(name, false))}) {
    for (const char vowel : {'u', 'v'}) {
      const PinyinReading reading = reading_of(parts, vowel);
      if (std::ranges::find(readings, reading) == readings.end()) readings.push_back(reading);
    }
  }
  return readings;
}

}  // namespace huanjie
