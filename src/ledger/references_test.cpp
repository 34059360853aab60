#include "ledger/references.h"

#include <gtest/gtest.h>

#include "ledger/sealed.h"

namespace huanjie {
namespace {

Hash hash_of(std::string_view text) { return digest(Suite::international, text); }

TEST(References, AreFoundAtAnyDepth) {
  Json body = Json::object();
  Json list = Json::array();
  list.push(to_json(BlobRef{hash_of("scan"), 4, "image/png", true}));
  list.push(to_json(SealedHash{hash_of("name")}));
  Json inner = Json::object();
  inner.set("people", list);
  body.set("inner", inner);
  body.set("report", to_json(BlobRef{hash_of("report"), 6, "application/pdf", false}));
  body.set("method", to_json(PackRef{"party-committee-2020", hash_of("pack")}));
  References references;
  collect_references(body, references);
  EXPECT_EQ(references.blobs,
            (std::map<Hash, bool>{{hash_of("scan"), true}, {hash_of("report"), false}}));
  EXPECT_EQ(references.packs, std::set<Hash>{hash_of("pack")});
  EXPECT_EQ(references.sealed, std::set<Hash>{hash_of("name")});
}

TEST(References, BlobThatAnyEventWithholdsIsWithheld) {
  References references;
  collect_references(to_json(BlobRef{hash_of("a"), 1, "image/png", true}), references);
  collect_references(to_json(BlobRef{hash_of("a"), 1, "image/png", false}), references);
  EXPECT_TRUE(references.blobs[hash_of("a")]);
}

TEST(References, NamesWithOtherValuesAreNone) {
  References references;
  collect_references(*parse_json(R"({"blob":"circle","sealed":true,"pack_hash":null,
      "list":[{"blob":{}},{"sealed":"ABCD"}]})"),
                     references);
  EXPECT_TRUE(references.blobs.empty());
  EXPECT_TRUE(references.packs.empty());
  EXPECT_TRUE(references.sealed.empty());
}

}  // namespace
}  // namespace huanjie
