#include "imaging/tiff_memory.h"

#include <tiffio.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>

namespace huanjie {
namespace {

TiffMemory& of(thandle_t handle) { return *static_cast<TiffMemory*>(handle); }

tmsize_t read_bytes(thandle_t handle, void* out, tmsize_t size) {
  TiffMemory& memory = of(handle);
  const std::uint64_t left =
      memory.at < memory.bytes.size() ? memory.bytes.size() - memory.at : std::uint64_t{0};
  const auto taken = std::min(left, static_cast<std::uint64_t>(std::max<tmsize_t>(size, 0)));
  if (taken > 0) std::memcpy(out, memory.bytes.data() + memory.at, taken);
  memory.at += taken;
  return static_cast<tmsize_t>(taken);
}

// What is read cannot be written to.
tmsize_t refuse_bytes(thandle_t /*handle*/, void* /*data*/, tmsize_t /*size*/) { return -1; }

tmsize_t read_written(thandle_t handle, void* out, tmsize_t size) {
  TiffMemory& memory = of(handle);
  memory.bytes = memory.written;
  return read_bytes(handle, out, size);
}

tmsize_t write_bytes(thandle_t handle, void* data, tmsize_t size) {
  TiffMemory& memory = of(handle);
  const auto count = static_cast<std::size_t>(size);
  memory.written.resize(std::max<std::size_t>(memory.written.size(), memory.at + count));
  std::memcpy(memory.written.data() + memory.at, data, count);
  memory.at += count;
  return size;
}

toff_t size_of(thandle_t handle) {
  return std::max(of(handle).bytes.size(), of(handle).written.size());
}

toff_t seek(thandle_t handle, toff_t offset, int whence) {
  TiffMemory& memory = of(handle);
  if (whence == SEEK_CUR) offset += memory.at;
  if (whence == SEEK_END) offset += size_of(handle);
  memory.at = offset;
  return offset;
}

int keep(thandle_t /*handle*/) { return 0; }

int note_error(TIFF* /*tiff*/, void* memory, const char* /*module*/, const char* /*format*/,
               va_list /*arguments*/) {
  static_cast<TiffMemory*>(memory)->damaged = true;
  return 1;
}

int note_warning(TIFF* /*tiff*/, void* memory, const char* module, const char* /*format*/,
                 va_list /*arguments*/) {
  const std::string_view codec(module == nullptr ? "" : module);
  if (codec.starts_with("Fax") || codec.starts_with("JPEG")) {
    static_cast<TiffMemory*>(memory)->damaged = true;
  }
  return 1;
}

struct FreeOptions {
  void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};
using Options = std::unique_ptr<TIFFOpenOptions, FreeOptions>;

Options quiet(TiffMemory& memory) {
  Options options(TIFFOpenOptionsAlloc());
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), note_error, &memory);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), note_warning, &memory);
  return options;
}

}  // namespace

void CloseTiff::operator()(::tiff* handle) const { TIFFClose(handle); }

TiffHandle read_tiff_at(TiffMemory& memory, std::int64_t most_bytes) {
  const Options options = quiet(memory);
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), most_bytes);
  // "m": not mapped, for libtiff may write into what it maps.
  return TiffHandle(TIFFClientOpenExt("scan", "rm", &memory, read_bytes, refuse_bytes, seek, keep,
                                      size_of, nullptr, nullptr, options.get()));
}

TiffHandle write_tiff_at(TiffMemory& memory) {
  const Options options = quiet(memory);
  return TiffHandle(TIFFClientOpenExt("scan", "wm", &memory, read_written, write_bytes, seek, keep,
                                      size_of, nullptr, nullptr, options.get()));
}

}  // namespace huanjie
