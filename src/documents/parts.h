#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "documents/form.h"

namespace huanjie {

// Small pieces that several forms are made of; of no use outside documents.

std::string people(std::int64_t count);  // "64人"
std::string sheets(std::int64_t count);  // "64张"
std::string votes(std::int64_t count);   // "64票"

// A table of three columns: what, how many, remark. The shape of the counting forms.
Table count_table(const std::string& measure);
void add_count(Table& table, std::string what, std::string number, std::string remark = {});
// A part of the line above: indented.
void add_part(Table& table, const std::string& what, std::string number, std::string remark = {});
// A line that the eye should find.
void add_total(Table& table, std::string what, std::string number, std::string remark = {});

// A number that may not be known yet: then there is a blank to write it in.
using Known = std::optional<std::int64_t>;
std::string noted(const Known& number);

struct Term {
  std::string name{};
  Known count{};
};
// "印制数 70 = 发出 64 + 作废重领 1 + 剩余 5": a sum, and whether it holds (相符, 不符); no verdict
// while a number is missing. What is `taken_off` carries its minus even where it is 0.
struct Sum {
  std::string total_name{};
  Known total{};
  std::vector<Term> parts{};
  std::vector<Term> taken_off{};
};
Table sums_table(const std::vector<Sum>& sums);

Paragraph paragraph(ParagraphStyle style, std::string text);
// The lines to sign on, where anybody signs. The date stays open to be written by hand: whoever
// signs puts the date.
void add_signatures(Document& document, const Signers& signers);

}  // namespace huanjie
