// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace muster {

/// A masked artifact as plain text in UTF-8: a heading, then "who: what" a line, in the order in which it was said;
/// what is neither turn nor message follows as "member: text". Control characters become spaces (S25). Pure.
[[nodiscard]] QByteArray transcriptText(const QByteArray &maskedArtifact);

} // namespace muster
