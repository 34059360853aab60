#pragma once

#include <memory>

#include "app/ports.h"

namespace huanjie {

// A store that forgets: for tests, rehearsals in memory and tools that only read an archive.
std::unique_ptr<Store> memory_store();

}  // namespace huanjie
