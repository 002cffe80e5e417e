// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/savequestion.h"

#include "models/text/plaintext.h"
#include "ui/common/prompts.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QWidget>

namespace muster {

namespace {

struct SaveQuestion
{
    Q_DECLARE_TR_FUNCTIONS(SaveQuestion)
};

Question mayReplace(const QString &file)
{
    return {
        .title = SaveQuestion::tr("Replace the file?"),
        .text
        = SaveQuestion::tr("There is a file \u201c%1\u201d already.").arg(visibleText(QFileInfo(file).fileName(), 100)),
        .detail = SaveQuestion::tr("What is in it is lost."),
        .acceptLabel = SaveQuestion::tr("Replace it"),
        .rejectLabel = SaveQuestion::tr("Keep it"),
        .dangerous = true,
    };
}

} // namespace

void askWhereToSave(QWidget *parent, const QString &title, const QString &suggested, const QStringList &filters,
                    std::function<void(const QString &file, bool replace)> chosen)
{
    Prompts::instance().saveFile(parent, title, suggested, filters,
                                 [parent = QPointer(parent), chosen = std::move(chosen)](const QString &file) {
                                     if (file.isEmpty() || !parent)
                                         return;
                                     if (!QFileInfo::exists(file)) {
                                         chosen(file, false);
                                         return;
                                     }
                                     Prompts::instance().ask(parent, mayReplace(file), [file, chosen](bool accepted) {
                                         if (accepted)
                                             chosen(file, true);
                                     });
                                 });
}

} // namespace muster
