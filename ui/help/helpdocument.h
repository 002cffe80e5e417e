// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/help/helppage.h"
#include "ui/common/designtokens.h"

#include <QFont>
#include <functional>

class QTextDocument;

namespace muster {

/// How a page of the manual is to look.
struct HelpLook
{
    DesignTokens tokens;
    QFont body;
    QFont mono;
    int width = 600; ///< Device-independent pixels that a picture may be wide.
    /// The file of a link or a picture; empty: it is not shown.
    std::function<QString(const QString &link)> fileOf;
};

/// Puts a page into `document`: headings with their anchors, tables, code and pictures styled. What was in it goes.
void fillHelpDocument(QTextDocument &document, const HelpPage &page, const HelpLook &look);
/// The two halves of that, which take about as long: of a long page each is as much as one event may take.
void readHelpPage(QTextDocument &document, const HelpPage &page, const HelpLook &look);
void styleHelpPage(QTextDocument &document, const HelpPage &page, const HelpLook &look);
/// A text as it is, for licences.
void fillPlainDocument(QTextDocument &document, const QString &title, const QString &text, const HelpLook &look);

} // namespace muster
