// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class CountBars;

/// Everything about one contact: what becomes of it, and why on each of the three axes, with sources and evidence.
class ContactDetailsPane : public QWidget
{
    Q_OBJECT

public:
    explicit ContactDetailsPane(QWidget *parent = nullptr);
    void setDetails(const ContactDetails &details);
    void clear(int selected); ///< None or several contacts are selected.

Q_SIGNALS:
    void contactAsked(const QString &contactId); ///< Another contact of the list wants to be seen.

private:
    void addSentence(const QString &sentence);
    void showDuplicates(const ContactDetails &details);
    void addLine(const QString &label, const QString &text);
    void addAxis(const QString &title, const QStringList &sentences);
    void showNumber(const ContactDetails &details);
    void showAxes(const ContactDetails &details);

    QStackedWidget *m_stack = nullptr;
    PlainLabel *m_phone = nullptr;
    StatusBadge *m_verdict = nullptr;
    PlainLabel *m_none = nullptr;
    QWidget *m_body = nullptr; ///< Made anew for each contact.
    QFormLayout *m_form = nullptr;
    QWidget *m_content = nullptr;
};

/// The outcome of the whole list as bars: by verdict, by reason, by region. And how much the numbering plan leaves
/// open.
class OutcomePane : public QWidget
{
    Q_OBJECT

public:
    explicit OutcomePane(QWidget *parent = nullptr);
    void setSummary(const ListSummary &summary);

private:
    CountBars *m_verdicts = nullptr;
    CountBars *m_reasons = nullptr;
    CountBars *m_regions = nullptr;
    PlainLabel *m_uncertain = nullptr;
};

} // namespace muster
