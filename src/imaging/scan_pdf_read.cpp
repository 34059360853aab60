class JSON;  // qpdf's, left out by the build (cmake/libraries.cmake)

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <utility>

#include "imaging/decode_parts.h"
#include "imaging/scan_pdf_page.h"
#include "imaging/scan_pdf_parts.h"

namespace huanjie {
namespace {

constexpr std::size_t kDeepestTree = 50;

// A node of the page tree and what its pages inherit.
struct Node {
  QPDFObjectHandle kids;
  QPDFObjectHandle resources;
  int rotate = 0;
  int next = 0;
};

std::unexpected<Error> locked(const std::string& filename) {
  return invalid("PDF 加了密码，读不了", filename, "关掉扫描仪的 PDF 加密，再扫一次");
}

// The pages of the tree, one by one: qpdf's own list of them reads all at once, by recursion.
class PdfPages : public PageSource {
 public:
  PdfPages(std::string filename, const DecodeLimits& limits)
      : filename_(std::move(filename)), limits_(limits), object_bytes_(limits.object_bytes) {}

  Result<> open(std::string_view bytes) {
    const UnfoldBudget bound(object_bytes_);
    try {
      pdf_.setSuppressWarnings(true);
      pdf_.processMemoryFile(filename_.c_str(), bytes.data(), bytes.size());
      if (pdf_.isEncrypted()) return locked(filename_);
      QPDFObjectHandle tree = pdf_.getRoot().getKey("/Pages");
      if (!tree.isDictionary()) return damaged_scan(filename_);
      if (!enter(tree, {QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull(), 0, 0})) {
        return damaged_scan(filename_);
      }
    } catch (const QPDFExc& error) {
      return error.getErrorCode() == qpdf_e_password ? locked(filename_) : damaged_scan(filename_);
    } catch (const std::exception&) {
      return damaged_scan(filename_);
    }
    return {};
  }

  Result<std::optional<ScannedPage>> next() override {
    const int before = page_;
    try {
      const UnfoldBudget bound(object_bytes_);
      QPDFObjectHandle page = QPDFObjectHandle::newNull();
      QPDFObjectHandle resources = page;
      int rotate = 0;
      if (!find_page(page, resources, rotate)) {
        if (page_ > 0 || std::exchange(told_empty_, true)) return std::nullopt;
        return switch_scanner("PDF 里没有一页", filename_);
      }
      const std::string where = page_name(filename_, ++page_);
      if (page_ > limits_.pages) {
        path_.clear();
        return fail(ErrorCode::exhausted, "页数太多，后面的没有读", where, "分成几个文件扫描");
      }
      if (!page.isDictionary()) return damaged_scan(where);
      return std::optional(
          HJ_TRY(read_pdf_page({page, resources, rotate}, limits_, object_bytes_, where)));
    } catch (const std::exception&) {
      // Once the budget is spent no page can be read, and a tree without end must have one.
      if (page_ == before) ++page_;
      if (object_bytes_ < 0 || ++failures_ > limits_.pages) path_.clear();
      return damaged_scan(page_name(filename_, page_));
    }
  }

 private:
  // False for a node that was there before, lies too deep or has no children.
  bool enter(QPDFObjectHandle node, const Node& above) {
    if (node.isIndirect() && !seen_.insert(node.getObjGen()).second) return false;
    if (path_.size() >= kDeepestTree) return false;
    Node inside = above;
    inside.kids = node.getKey("/Kids");
    inside.next = 0;
    inherit(node, inside);
    if (!inside.kids.isArray()) return false;
    path_.push_back(inside);
    return true;
  }

  static void inherit(QPDFObjectHandle node, Node& into) {
    QPDFObjectHandle resources = node.getKey("/Resources");
    if (resources.isDictionary()) into.resources = resources;
    QPDFObjectHandle rotate = node.getKey("/Rotate");
    if (rotate.isInteger()) into.rotate = rotate.getIntValueAsInt();
  }

  // What should be a page and is none comes out as null: sheets are missing there.
  bool find_page(QPDFObjectHandle& page, QPDFObjectHandle& resources, int& rotate) {
    while (!path_.empty()) {
      Node& here = path_.back();
      if (here.next >= here.kids.getArrayNItems()) {
        path_.pop_back();
        continue;
      }
      QPDFObjectHandle kid = here.kids.getArrayItem(here.next++);
      if (!kid.isDictionary()) return true;
      if (kid.hasKey("/Kids")) {
        const Node above = here;  // `enter` moves what `here` refers to
        if (enter(kid, above)) continue;
        return true;
      }
      Node leaf = here;
      inherit(kid, leaf);
      page = kid;
      resources = leaf.resources;
      rotate = leaf.rotate;
      return true;
    }
    return false;
  }

  QPDF pdf_{};
  std::string filename_;
  DecodeLimits limits_;
  std::int64_t object_bytes_;
  std::vector<Node> path_{};
  std::set<QPDFObjGen> seen_{};
  int page_ = 0;
  int failures_ = 0;
  bool told_empty_ = false;
};

}  // namespace

Result<std::unique_ptr<PageSource>> open_scan_pdf(std::string_view bytes,
                                                  const std::string& filename,
                                                  const DecodeLimits& limits) {
  auto pages = std::make_unique<PdfPages>(filename, limits);
  HJ_TRY(pages->open(bytes));
  return pages;
}

}  // namespace huanjie
