// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/help/helppage.h"
#include "ui/common/designtokens.h"

#include <QFont>
#include <functional>
#include <memory>

class QTextDocument;

namespace muster {

/// How a page of the manual is to look.
struct HelpLook
{
    DesignTokens tokens;
    QFont body;
    QFont mono;
    int width = 600; ///< Device-independent pixels that a picture may be wide.
    double pixelRatio
        = 0; ///< Pixels of the screen for one of those: pictures are in the document. 0: they are only named.
    /// The file of a link or a picture; empty: it is not shown.
    std::function<QString(const QString &link)> fileOf;
};

/// A page as a document: headings with their anchors, tables, code and pictures styled. Any thread; the longest pages
/// take longer than an event of the GUI thread may.
[[nodiscard]] std::unique_ptr<QTextDocument> helpDocument(const HelpPage &page, const HelpLook &look);
/// A text as it is, for licences. Any thread.
[[nodiscard]] std::unique_ptr<QTextDocument> plainDocument(const QString &title, const QString &text,
                                                           const HelpLook &look);

} // namespace muster
