class JSON;  // qpdf's, left out by the build (cmake/libraries.cmake)

#include <algorithm>
#include <memory>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/Pl_String.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFStreamFilter.hh>
#include <stdexcept>

#include "imaging/scan_pdf_parts.h"

namespace huanjie {
namespace {

// Small, so that a bomb unfolds to at most four MB more than anybody wants.
constexpr std::size_t kPiece = 4096;
constexpr std::int64_t kWidestRow = 1 << 20;

thread_local std::int64_t* budget = nullptr;

class Bounded : public Pipeline {
 public:
  explicit Bounded(Pipeline* after) : Pipeline("bounded", after) {}
  void write(const unsigned char* data, std::size_t size) override {
    if (budget != nullptr) {
      *budget -= static_cast<std::int64_t>(size);
      if (*budget < 0) throw std::runtime_error("unfolds to more than its bound");
    }
    getNext()->write(data, size);
  }
  void finish() override { getNext()->finish(); }
};

// Object streams and tables of references are predicted as PNG or not at all.
class Unpredicted : public Pipeline {
 public:
  Unpredicted(Pipeline* after, const Prediction& prediction)
      : Pipeline("unpredicted", after),
        step_(prediction.step()),
        row_(prediction.row_bytes() + 1),
        above_(prediction.row_bytes()) {}
  void write(const unsigned char* data, std::size_t size) override {
    for (const unsigned char byte : std::span(data, size)) {
      row_[filled_++] = byte;
      if (filled_ == row_.size()) finish_row();
    }
  }
  void finish() override {
    if (filled_ > 1) finish_row();
    getNext()->finish();
  }

 private:
  void finish_row() {
    const std::span<std::uint8_t> row = std::span(row_).subspan(1, filled_ - 1);
    undo_png(row_[0], step_, above_, row);
    std::ranges::copy(row, above_.begin());
    getNext()->write(row.data(), row.size());
    filled_ = 0;
  }

  std::size_t step_;
  std::vector<std::uint8_t> row_;
  std::vector<std::uint8_t> above_;
  std::size_t filled_ = 0;
};

class BoundedFlate : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle parms) override {
    if (!parms.isDictionary()) return true;
    const auto number = [&](const char* key, int usual) {
      QPDFObjectHandle value = parms.getKey(key);
      return value.isInteger() ? value.getIntValueAsInt() : usual;
    };
    prediction_ = {number("/Predictor", 1), number("/Colors", 1), number("/BitsPerComponent", 8),
                   number("/Columns", 1)};
    const Prediction& p = prediction_;
    return p.predictor != 2 && p.colours > 0 && p.colours <= 32 && p.bits > 0 && p.bits <= 16 &&
           p.columns > 0 && p.columns < kWidestRow;
  }
  Pipeline* getDecodePipeline(Pipeline* next) override {
    if (prediction_.predictor >= 10) {
      unpredicted_ = std::make_unique<Unpredicted>(next, prediction_);
      next = unpredicted_.get();
    }
    bounded_ = std::make_unique<Bounded>(next);
    flate_ = std::make_unique<Pl_Flate>("flate", bounded_.get(), Pl_Flate::a_inflate);
    return flate_.get();
  }

 private:
  Prediction prediction_{};
  std::unique_ptr<Unpredicted> unpredicted_{};
  std::unique_ptr<Bounded> bounded_{};
  std::unique_ptr<Pl_Flate> flate_{};
};

class Never : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle /*parms*/) override { return false; }
  Pipeline* getDecodePipeline(Pipeline* /*next*/) override { return nullptr; }
};

bool replace_filters() {
  QPDF::registerStreamFilter("/FlateDecode", [] { return std::make_shared<BoundedFlate>(); });
  for (const char* name : {"/LZWDecode", "/RunLengthDecode"}) {
    QPDF::registerStreamFilter(name, [] { return std::make_shared<Never>(); });
  }
  return true;
}

class SinkEnd : public Pipeline {
 public:
  explicit SinkEnd(const ByteSink& sink) : Pipeline("sink", nullptr), sink_(sink) {}
  void write(const unsigned char* data, std::size_t size) override {
    if (wants_more_) wants_more_ = sink_(std::span(data, size));
  }
  void finish() override {}
  bool wants_more() const { return wants_more_; }

 private:
  const ByteSink& sink_;
  bool wants_more_ = true;
};

}  // namespace

UnfoldBudget::UnfoldBudget(std::int64_t& left) : outer_(budget) {
  static const bool kReplaced = replace_filters();
  if (kReplaced) budget = &left;
}

UnfoldBudget::~UnfoldBudget() { budget = outer_; }

void inflate_into(std::string_view data, const ByteSink& sink) {
  SinkEnd end(sink);
  Pl_Flate flate("flate", &end, Pl_Flate::a_inflate);
  try {
    while (!data.empty() && end.wants_more()) {
      const std::string_view piece = data.substr(0, kPiece);
      flate.write(reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
      data.remove_prefix(piece.size());
    }
    flate.finish();
  } catch (const std::exception&) {
    return;
  }
}

std::string deflate(std::string_view data) {
  std::string packed;
  Pl_String end("packed", nullptr, packed);
  Pl_Flate flate("flate", &end, Pl_Flate::a_deflate);
  flate.write(reinterpret_cast<const unsigned char*>(data.data()), data.size());
  flate.finish();
  return packed;
}

}  // namespace huanjie
