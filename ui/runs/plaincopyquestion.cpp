// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/plaincopyquestion.h"

#include "ui/common/prompts.h"

#include <QCoreApplication>
#include <utility>

namespace muster {

namespace {

class PlainCopyTexts
{
    Q_DECLARE_TR_FUNCTIONS(PlainCopyTexts)

public:
    [[nodiscard]] static Question about(PlainCopy what)
    {
        switch (what) {
        case PlainCopy::Backup:
            return backup();
        case PlainCopy::Numbers:
            return numbers();
        case PlainCopy::Lists:
            return lists();
        }
        Q_UNREACHABLE();
    }

private:
    [[nodiscard]] static Question backup()
    {
        return question(
            tr("Keep an unencrypted backup?"),
            tr("Muster backs up every contact before changing it. This backup can’t be encrypted: this computer’s key "
               "store doesn’t accept its key."),
            tr("Nothing has been changed. Without encryption, the backup stays on this computer for 30 days, and "
               "anyone who can read your files can read the numbers in it. To encrypt it, unlock the key store and "
               "start over."));
    }
    [[nodiscard]] static Question numbers()
    {
        return question(
            tr("Keep unencrypted numbers?"),
            tr("Muster keeps the numbers of a change to resume and undo it. They can’t be encrypted: this computer’s "
               "key store doesn’t accept their key."),
            tr("Nothing has been changed. Without encryption, the numbers stay on this computer for 30 days, and "
               "anyone who can read your files can read them. To encrypt them, unlock the key store and start over."));
    }
    [[nodiscard]] static Question lists()
    {
        return question(
            tr("Keep unencrypted copies?"),
            tr("Muster copies every list before deleting it. These copies can’t be encrypted: this computer’s key "
               "store doesn’t accept their keys."),
            tr("Nothing has been deleted. Without encryption, the copies stay on this computer for 30 days, and anyone "
               "who can read your files can read the contacts in them. To encrypt them, unlock the key store and start "
               "over."));
    }
    [[nodiscard]] static Question question(const QString &title, const QString &text, const QString &detail)
    {
        return {.title = title,
                .text = text,
                .detail = detail,
                .acceptLabel = tr("Continue without encryption"),
                .rejectLabel = {},
                .dangerous = true};
    }
};

} // namespace

void askForPlainCopy(QWidget *parent, PlainCopy what, QObject *asker, std::function<void()> accepted)
{
    askFirst(parent, PlainCopyTexts::about(what), asker, std::move(accepted));
}

} // namespace muster
