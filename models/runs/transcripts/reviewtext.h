// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <string>

namespace muster {

/// Cuts texts out of an artifact as it was received, for a person's decision. Only as long as the artifact is in
/// memory.
class ReviewTexts
{
public:
    explicit ReviewTexts(const QByteArray &artifact);

    /// Code points `begin` to `end` of the string at `path` (see MaskedDocument::paths); empty where the path leads
    /// nowhere, as it does below a member whose name was masked.
    [[nodiscard]] QString at(const std::string &path, bool inKey, quint64 begin, quint64 end) const;

private:
    QJsonValue m_root;
};

} // namespace muster
