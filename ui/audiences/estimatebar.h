// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QList>
#include <QString>
#include <QWidget>

namespace muster {

/// Something on the server whose people can be counted: a contact list or an audience segment.
struct ContactsOffer
{
    QString id;
    QString name; ///< From outside; made visible where it is shown.
};

/// Below the canvas: how many of the contacts at hand the criteria match, and which contacts those are. What is shown
/// is of the criteria as they are now; while they are being counted there is no number.
class EstimateBar : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "audiences#try-the-criteria-on-contacts")

public:
    explicit EstimateBar(QWidget *parent = nullptr);
    void setOffers(const QList<ContactsOffer> &lists, const QList<ContactsOffer> &segments);
    void showNothing(); ///< No contacts were chosen.
    void showLoading(const QString &name, qint64 contacts); ///< So many were read; negative: none said yet.
    void showLoadError(const QString &name, const QString &sentence);
    void showContacts(const QString &name, qint64 contacts); ///< They are at hand; nothing is counted yet.
    void showCounting();
    /// Why the criteria cannot be counted: a sentence.
    void showNotCounted(const QString &sentence);
    struct Result
    {
        qint64 matched = 0; ///< For certain.
        qint64 possible = 0; ///< With those that cannot be told; at least `matched`.
        qint64 total = 0;
        double milliseconds = 0;
    };
    void showResult(const Result &result);
    void showWhatIf(const QString &sentence); ///< What muting does; empty: nothing is muted.

Q_SIGNALS:
    void fileAsked();
    void listAsked(const QString &listId);
    void segmentAsked(const QString &segmentId);
    void stopAsked(); ///< While contacts are read.

private:
    void fillMenu(const QList<ContactsOffer> &lists, const QList<ContactsOffer> &segments);
    void showSource(const QString &name);
    void offer(QMenu *menu, const QList<ContactsOffer> &offers, void (EstimateBar::*asked)(const QString &));

    MenuButton *m_source = nullptr;
    QPushButton *m_stop = nullptr;
    PlainLabel *m_count = nullptr;
    PlainLabel *m_detail = nullptr;
    PlainLabel *m_whatIf = nullptr;
};

} // namespace muster
