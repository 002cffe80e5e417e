// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/storedname.h"

#include <algorithm>

namespace muster {

bool isSameName(const QString &one, const QString &other)
{
    return one.trimmed().compare(other.trimmed(), Qt::CaseInsensitive) == 0;
}

bool isUsableName(const QString &name, qsizetype longest)
{
    return !name.trimmed().isEmpty() && name.size() <= longest && name.isValidUtf16();
}

tl::unexpected<ApiError> refusedName(const char *code, const QString &name)
{
    return failure({.kind = ErrorKind::BadInput, .code = QString::fromLatin1(code), .subject = name.left(200)});
}

bool isContentDigest(QStringView text)
{
    const auto isDigit = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return text.size() == 64 && std::all_of(text.begin(), text.end(), isDigit);
}

} // namespace muster
