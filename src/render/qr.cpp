#include "render/qr.h"

#include <qrencode.h>

#include <memory>
#include <string>

namespace huanjie {

Result<QrSymbol> qr_symbol(std::string_view payload) {
  if (payload.empty() || payload.size() > kMaxQrBytes) {
    return fail(ErrorCode::exhausted, "二维码的内容有 " + std::to_string(payload.size()) + " 字节",
                "", "1 到 " + std::to_string(kMaxQrBytes) + " 字节");
  }
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(payload.size()),
                        reinterpret_cast<const unsigned char*>(payload.data()), 0, QR_ECLEVEL_M),
      QRcode_free);
  if (!code) return fail(ErrorCode::unavailable, "不能生成二维码");
  QrSymbol symbol{.size = code->width};
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  // libqrencode keeps a module's colour in the lowest bit of its byte.
  for (std::size_t at = 0; at < count; ++at) symbol.modules.push_back((code->data[at] & 1) != 0);
  return symbol;
}

}  // namespace huanjie
