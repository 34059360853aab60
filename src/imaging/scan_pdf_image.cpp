class JSON;  // qpdf's, left out by the build (cmake/libraries.cmake)

#include <algorithm>
#include <optional>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <utility>

#include "imaging/scan_pdf_parts.h"

namespace huanjie {
namespace {

constexpr int kFaxRows = 2;  // TIFF's compressions, by their tag's value
constexpr int kFax3 = 3;
constexpr int kFax4 = 4;
constexpr int kLzw = 5;
constexpr int kDeepestColours = 2;

// What the dictionary of an image says, as far as it matters here.
struct Picture {
  int width = 0;
  int height = 0;
  SampleForm form{};
  bool inverted = false;
  std::string filter{};  // the last; empty for samples as they are
  QPDFObjectHandle parms{};
  std::string data{};
};

int number_of(QPDFObjectHandle dictionary, const char* key, int usual) {
  if (!dictionary.isDictionary()) return usual;
  QPDFObjectHandle value = dictionary.getKey(key);
  return value.isInteger() ? value.getIntValueAsInt() : usual;
}

bool is_set(QPDFObjectHandle dictionary, const char* key) {
  if (!dictionary.isDictionary()) return false;
  QPDFObjectHandle value = dictionary.getKey(key);
  return value.isBool() && value.getBoolValue();
}

// 1 or 3; 0 for what scanners do not write.
int components_of(QPDFObjectHandle space) {
  QPDFObjectHandle kind =
      space.isArray() && space.getArrayNItems() > 0 ? space.getArrayItem(0) : space;
  if (!kind.isName()) return 0;
  const std::string name = kind.getName();
  if (name == "/DeviceGray" || name == "/CalGray" || name == "/G") return 1;
  if (name == "/DeviceRGB" || name == "/CalRGB" || name == "/RGB") return 3;
  if (name != "/ICCBased" || !space.isArray() || space.getArrayNItems() < 2) return 0;
  QPDFObjectHandle profile = space.getArrayItem(1);
  const int count = profile.isStream() ? number_of(profile.getDict(), "/N", 0) : 0;
  return count == 1 || count == 3 ? count : 0;
}

std::string bytes_of(QPDFObjectHandle table) {
  if (table.isString()) return table.getStringValue();
  if (!table.isStream()) return {};
  const auto data = table.getStreamData(qpdf_dl_generalized);
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

std::optional<SampleForm> indexed_form(QPDFObjectHandle space, int bits) {
  if (space.getArrayNItems() < 4 || bits > 8) return std::nullopt;
  const int components = components_of(space.getArrayItem(1));
  const std::string table = bytes_of(space.getArrayItem(3));
  if (components == 0) return std::nullopt;
  SampleForm form{bits, 1, {}};
  const auto step = static_cast<std::size_t>(components);
  for (std::size_t i = 0; i < form.grey.size() && (i + 1) * step <= table.size(); ++i) {
    const auto* entry = reinterpret_cast<const std::uint8_t*>(&table[i * step]);
    form.grey[i] = step == 1 ? entry[0] : luma(entry[0], entry[1], entry[2]);
  }
  return form;
}

std::optional<SampleForm> form_of(QPDFObjectHandle dictionary) {
  const bool mask = is_set(dictionary, "/ImageMask");
  const int bits = mask ? 1 : number_of(dictionary, "/BitsPerComponent", 8);
  if (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16) return std::nullopt;
  QPDFObjectHandle space = dictionary.getKey("/ColorSpace");
  if (mask || space.isNull()) return evenly_grey(bits, false);
  if (space.isArray() && space.getArrayNItems() > 0) {
    QPDFObjectHandle kind = space.getArrayItem(0);
    if (kind.isNameAndEquals("/Indexed") || kind.isNameAndEquals("/I")) {
      return indexed_form(space, bits);
    }
  }
  const int components = components_of(space);
  if (components == 1) return evenly_grey(bits, false);
  if (components == 3 && bits >= 8) return SampleForm{bits, 3, {}};
  return std::nullopt;
}

bool is_inverted(QPDFObjectHandle dictionary) {
  QPDFObjectHandle decode = dictionary.getKey("/Decode");
  return decode.isArray() && decode.getArrayNItems() >= 2 && decode.getArrayItem(0).isNumber() &&
         decode.getArrayItem(1).isNumber() &&
         decode.getArrayItem(0).getNumericValue() > decode.getArrayItem(1).getNumericValue();
}

QPDFObjectHandle item_of(QPDFObjectHandle one_or_many, int at) {
  if (!one_or_many.isArray()) return one_or_many;
  return at < one_or_many.getArrayNItems() ? one_or_many.getArrayItem(at)
                                           : QPDFObjectHandle::newNull();
}

bool is_one_of(std::string_view name, std::string_view full, std::string_view brief) {
  return name == full || name == brief;
}

// Takes off all filters but the last, which is the picture's own. Flate around JPEG is all there
// is.
Result<> take_off_wrapping(QPDFObjectHandle dictionary, Picture& picture,
                           const DecodeLimits& limits, const std::string& where) {
  QPDFObjectHandle filters = dictionary.getKey("/Filter");
  if (filters.isNull()) return {};
  const int count = filters.isArray() ? filters.getArrayNItems() : 1;
  for (int i = 0; i < count; ++i) {
    QPDFObjectHandle name = item_of(filters, i);
    picture.filter = name.isName() ? name.getName() : "/?";
    picture.parms = item_of(dictionary.getKey("/DecodeParms"), i);
    if (i + 1 == count) return {};
    if (i > 0 || !is_one_of(picture.filter, "/FlateDecode", "/Fl") ||
        number_of(picture.parms, "/Predictor", 1) > 1) {
      return switch_scanner("PDF 里的图像压缩方式少见，读不了", where);
    }
    std::string inner;
    const auto most = static_cast<std::size_t>(limits.work_bytes / 2);
    inflate_into(picture.data, [&](std::span<const std::uint8_t> bytes) {
      inner.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
      return inner.size() <= most;
    });
    if (inner.size() > most) return too_costly(where);
    picture.data = std::move(inner);
  }
  return {};
}

Result<Picture> read_dictionary(QPDFObjectHandle image, const DecodeLimits& limits,
                                const std::string& where) {
  QPDFObjectHandle dictionary = image.getDict();
  Picture picture;
  picture.width = number_of(dictionary, "/Width", 0);
  picture.height = number_of(dictionary, "/Height", 0);
  HJ_TRY(check_size(picture.width, picture.height, limits, where));
  if (dictionary.hasKey("/SMask") || dictionary.getKey("/Mask").isStream()) {
    return switch_scanner("PDF 的一页由几层图像叠成，读不了", where);
  }
  const auto raw = image.getRawStreamData();
  picture.data.assign(reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize());
  HJ_TRY(take_off_wrapping(dictionary, picture, limits, where));
  picture.inverted = is_inverted(dictionary);
  // JPEG says itself what its samples are, and fax data are of one kind.
  if (is_one_of(picture.filter, "/DCTDecode", "/DCT")) return picture;
  const std::optional<SampleForm> form = form_of(dictionary);
  if (!form.has_value()) return switch_scanner("PDF 里的图像颜色方式少见，读不了", where);
  picture.form = *form;
  return picture;
}

Result<GreyImage> decode_fax(const Picture& picture, const DecodeLimits& limits,
                             const std::string& where) {
  const int k = number_of(picture.parms, "/K", 0);
  const bool aligned = is_set(picture.parms, "/EncodedByteAlign");
  const bool ended = is_set(picture.parms, "/EndOfLine");
  const int columns = number_of(picture.parms, "/Columns", 1728);
  if (columns != picture.width || picture.form.bits != 1) return damaged_scan(where);
  BareStrip strip{picture.data, picture.width, picture.height, 1, kFax4, 0, true};
  if (k >= 0) {
    strip.compression = ended ? kFax3 : kFaxRows;
    strip.fax_options = (k > 0 ? 1 : 0) | (aligned ? 4 : 0);
  }
  if (aligned == (k < 0) && aligned) {
    return switch_scanner("PDF 里的传真图像写法少见，读不了", where);
  }
  if (k >= 0 && !ended && (k > 0 || !aligned)) {
    return switch_scanner("PDF 里的传真图像写法少见，读不了", where);
  }
  GreyImage image = HJ_TRY(decode_strip(strip, limits, where));
  // Black is 0 unless /BlackIs1; what 0 looks like is the form's to say.
  const std::uint8_t black = picture.form.grey[is_set(picture.parms, "/BlackIs1") ? 1 : 0];
  if (black != 0) {
    for (std::uint8_t& pixel : image.pixels) pixel = static_cast<std::uint8_t>(255 - pixel);
  }
  return image;
}

void unpack_runs(std::string_view data, const ByteSink& sink) {
  std::array<std::uint8_t, 128> run{};
  while (data.size() > 1) {
    const auto head = static_cast<std::uint8_t>(data[0]);
    data.remove_prefix(1);
    if (head == 128) return;
    const std::size_t count = head < 128 ? head + 1U : 257U - head;
    if (head < 128) {
      const std::size_t there = std::min(count, data.size());
      std::copy_n(data.begin(), there, run.begin());
      data.remove_prefix(there);
      if (!sink(std::span(run).first(there))) return;
    } else {
      run.fill(static_cast<std::uint8_t>(data[0]));
      data.remove_prefix(1);
      if (!sink(std::span(run).first(count))) return;
    }
  }
}

// libtiff unpacks LZW: rows of bytes, as if they were grey.
Result<> unpack_lzw(const Picture& picture, std::size_t row_bytes, const ByteSink& sink,
                    std::pair<const DecodeLimits&, const std::string&> context) {
  const auto& [limits, where] = context;
  if (number_of(picture.parms, "/EarlyChange", 1) != 1) {
    return switch_scanner("PDF 里的图像压缩方式少见，读不了", where);
  }
  DecodeLimits bytes = limits;
  bytes.pixels = limits.work_bytes;
  bytes.side = limits.side * kDeepestColours * 3 + 1;
  const BareStrip strip{picture.data, static_cast<int>(row_bytes), picture.height, 8, kLzw, 0,
                        false};
  const GreyImage rows = HJ_TRY(decode_strip(strip, bytes, where));
  sink(rows.pixels);
  return {};
}

Result<GreyImage> decode_samples(const Picture& picture, const DecodeLimits& limits,
                                 const std::string& where) {
  const Prediction prediction{
      number_of(picture.parms, "/Predictor", 1), number_of(picture.parms, "/Colors", 1),
      number_of(picture.parms, "/BitsPerComponent", 8), number_of(picture.parms, "/Columns", 1)};
  const std::size_t row_bytes = picture.form.row_bytes(picture.width);
  const bool as_rows = prediction.colours == picture.form.components &&
                       prediction.bits == picture.form.bits && prediction.columns == picture.width;
  if (prediction.predictor > 1 && !as_rows) return damaged_scan(where);
  if (prediction.predictor == 2 && prediction.bits != 8) {
    return switch_scanner("PDF 里的图像压缩方式少见，读不了", where);
  }
  GreyImage image(picture.width, picture.height);
  RowFeed feed(image, picture.form, prediction);
  const ByteSink sink = [&](std::span<const std::uint8_t> bytes) { return feed.take(bytes); };
  if (picture.filter.empty()) {
    sink(
        std::span(reinterpret_cast<const std::uint8_t*>(picture.data.data()), picture.data.size()));
  } else if (is_one_of(picture.filter, "/FlateDecode", "/Fl")) {
    inflate_into(picture.data, sink);
  } else if (is_one_of(picture.filter, "/RunLengthDecode", "/RL")) {
    unpack_runs(picture.data, sink);
  } else if (is_one_of(picture.filter, "/LZWDecode", "/LZW")) {
    HJ_TRY(unpack_lzw(picture, row_bytes + (prediction.predictor >= 10 ? 1 : 0), sink,
                      {limits, where}));
  } else {
    return switch_scanner("PDF 里的图像压缩方式少见，读不了", where);
  }
  if (!feed.is_full()) return damaged_scan(where);
  return image;
}

Result<GreyImage> decode_picture(const Picture& picture, const DecodeLimits& limits,
                                 const std::string& where) {
  if (is_one_of(picture.filter, "/DCTDecode", "/DCT")) {
    ScannedPage page = HJ_TRY(decode_jpeg(picture.data, limits, where));
    return std::move(page.image);
  }
  if (is_one_of(picture.filter, "/CCITTFaxDecode", "/CCF")) {
    return decode_fax(picture, limits, where);
  }
  if (picture.filter == "/JBIG2Decode") {
    return switch_scanner("PDF 里的图像是 JBIG2 压缩的，读不了", where);
  }
  if (picture.filter == "/JPXDecode") {
    return switch_scanner("PDF 里的图像是 JPEG 2000 压缩的，读不了", where);
  }
  return decode_samples(picture, limits, where);
}

}  // namespace

Result<GreyImage> decode_pdf_image(const QPDFObjectHandle& image, const DecodeLimits& limits,
                                   const std::string& where) {
  const Picture picture = HJ_TRY(read_dictionary(image, limits, where));
  GreyImage decoded = HJ_TRY(decode_picture(picture, limits, where));
  if (picture.inverted) {
    for (std::uint8_t& pixel : decoded.pixels) pixel = static_cast<std::uint8_t>(255 - pixel);
  }
  return decoded;
}

}  // namespace huanjie
