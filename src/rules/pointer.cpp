#include "rules/pointer.h"

#include <utility>

namespace huanjie {

bool set_at(Json& root, std::string_view pointer, Json value) {
  Json* place = &root;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t slash = pointer.find('/');
    place = place->find(pointer.substr(0, slash));
    if (place == nullptr) return false;
    pointer = slash == std::string_view::npos ? std::string_view() : pointer.substr(slash);
  }
  *place = std::move(value);
  return true;
}

}  // namespace huanjie
