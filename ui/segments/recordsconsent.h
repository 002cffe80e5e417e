// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QUrl>
#include <QWidget>

namespace muster {

/// Whether the webhook of an export is given the records of each page, and the person's word that this receiver may
/// have them. The word is for one host: where another address is entered it has to be given anew.
class RecordsConsent : public QWidget
{
    Q_OBJECT

public:
    explicit RecordsConsent(QWidget *parent = nullptr);

    void setWebhook(const QUrl &webhook); ///< As it is typed; one without a host takes no records.
    void setAttributeCount(int count); ///< That would be sent beside the contact id.
    /// As an earlier order has it; an empty host: counts only. After setWebhook().
    void take(const QString &recordsTo);
    void clear() { take({}); }
    /// ExportOrder::recordsTo: empty without records, and as long as the word for them is missing.
    [[nodiscard]] QString recordsTo() const;
    [[nodiscard]] bool isWordMissing() const;

Q_SIGNALS:
    void changed();

private:
    void showMeaning();

    QCheckBox *m_send = nullptr;
    QWidget *m_more = nullptr; ///< What that means, and the word.
    PlainLabel *m_meaning = nullptr;
    QCheckBox *m_word = nullptr;
    QString m_host; ///< In its ASCII form, so that look-alike letters show (S11).
    int m_attributes = 0;
};

} // namespace muster
