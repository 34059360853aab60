#include "cli/usual.h"

#include <algorithm>

namespace huanjie {

const Usual& usual_of(std::string_view body) {
  static const std::vector<Usual> kAll{
      {"party_committee",
       "电新街社区",
       "中共电新街社区委员会",
       "中共秦岭路街道工作委员会",
       "电新街社区党员大会",
       "中共电新街社区委员会委员选票",
       {{"committee", "委员", 5}}},
      {"party_branch",
       "电新街社区第一党支部",
       "中共电新街社区第一支部委员会",
       "中共电新街社区委员会",
       "电新街社区第一党支部党员大会",
       "中共电新街社区第一支部委员会委员选票",
       {{"committee", "委员", 3}}},
      {"party_plenary",
       "电新街社区",
       "中共电新街社区委员会",
       "中共秦岭路街道工作委员会",
       "中共电新街社区委员会第一次全体会议",
       "书记、副书记选票",
       {{"secretary", "书记", 1}, {"deputy", "副书记", 1}}},
      {"village",
       "岗坡村",
       "岗坡村村民委员会",
       "秦岭路街道办事处",
       "岗坡村换届选举大会",
       "岗坡村村民委员会选票",
       {{"chair", "主任", 1}, {"deputy", "副主任", 1}, {"member", "委员", 3}}},
      {"resident",
       "电新街社区",
       "电新街社区居民委员会",
       "秦岭路街道办事处",
       "电新街社区换届选举大会",
       "电新街社区居民委员会选票",
       {{"chair", "主任", 1}, {"deputy", "副主任", 1}, {"member", "委员", 3}}},
      {"association",
       "晚晴书画社",
       "晚晴书画社理事会",
       "秦岭路街道文化站",
       "晚晴书画社会员大会",
       "晚晴书画社理事会理事选票",
       {{"council", "理事", 5}}}};
  const auto found = std::ranges::find(kAll, body, &Usual::body);
  return found == kAll.end() ? kAll.front() : *found;
}

}  // namespace huanjie
