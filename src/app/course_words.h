#pragma once

#include <string>
#include <string_view>

// What the keys of meeting.json are called to whoever fills it in.

namespace huanjie {

// "签字的人（by）"; a key that has no name stands as it is. `act` is the kind of the act that holds
// the key, empty for the head of the file.
std::string key_title(std::string_view act, std::string_view key);

// A place in meeting.json as people look for it: "第 4 件事（清点人数）的 签字的人（by）",
// "会议情况的 主持人（chair）". `act` is the kind of the act there. What is no pointer stands as it
// is.
std::string place_in_words(const std::string& pointer, std::string_view act = {});

// Whether an error's place is one that `place_in_words` gave, or a pointer.
bool is_place_in_course(std::string_view where);

}  // namespace huanjie
