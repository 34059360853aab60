#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"

namespace huanjie {

// How a character is put together; the third key of the order.
enum class Structure { left_right, top_bottom, whole, unknown };

// `strokes`: one digit a stroke, in writing order: 1 横, 2 竖, 3 撇, 4 点, 5 折. `verified`: two
// independent sources agree. Of a rare character only the count is known, of others not even that:
// 0.
struct CharacterStrokes {
  int count = 0;
  std::string_view strokes{};
  Structure structure = Structure::unknown;
  bool verified = false;
};

CharacterStrokes strokes_of(char32_t character);

// What a name of two characters is compared with in its third place. first: 姓氏笔画 (Party
// congresses, CPPCC) leaves the middle blank, so 田富 precedes 田大利. compare: 姓名笔画 (people's
// congresses) compares its second character.
enum class SingleName { first, compare };

// `order[i]` is the index in `names` of the name that stands at place i. A character without
// strokes stands after all others of its count, one without a count after all others. Findings name
// the neighbours whose order rests on such a character or on one that is not verified, and
// neighbours that the rule leaves equal (they keep the order given): a person looks at these and
// may order by hand.
struct StrokeOrder {
  std::vector<std::size_t> order{};
  std::vector<Finding> findings{};
};

// The order of names by surname strokes (姓氏笔画).
StrokeOrder order_by_strokes(const std::vector<std::string>& names,
                             SingleName single = SingleName::first);

}  // namespace huanjie
