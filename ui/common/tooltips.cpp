// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/tooltips.h"

#include "models/text/plaintext.h"
#include "network/wire/mapped.h"

#include <QTextDocument>
#include <QWidget>

namespace muster {

namespace {

/// As it is where it cannot be taken for markup: assistive tools read tool tips too, and would read the tags.
QString asPlain(const QString &visible)
{
    return Qt::mightBeRichText(visible) ? Qt::convertFromPlainText(visible) : visible;
}

} // namespace

QString toolTips::text(const QString &words)
{
    return asPlain(visibleText(words, longest));
}

QString toolTips::lines(const QStringList &lines)
{
    const QStringList shown = mapped(lines, [&](const QString &line) { return visibleText(line, longest); });
    return asPlain(visibleParagraphs(shown.join(u'\n'), 4 * longest));
}

void toolTips::set(QWidget *widget, const QString &words)
{
    const QString before = widget->toolTip();
    const QString tip = text(words);
    if (tip == before)
        return;
    // Qt reads the tool tip out as the description; escaped it is not fit for that.
    if (Qt::mightBeRichText(before))
        widget->setAccessibleDescription({});
    if (Qt::mightBeRichText(tip) && widget->accessibleDescription().isEmpty())
        widget->setAccessibleDescription(visibleText(words, longest));
    widget->setToolTip(tip);
}

} // namespace muster
