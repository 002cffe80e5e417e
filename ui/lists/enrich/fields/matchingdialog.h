// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/runs/enrich/check/sourcesample.h"
#include "ui/common/forward.h"

#include <QDialog>
#include <QLocale>

namespace muster {

/// Whose row a row is: by what its contact is found in the list, and which of several rows of one contact counts. What
/// the format makes of the first dates is shown at once.
class MatchingDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment#matching")

public:
    /// `sample`: nullptr: no file yet.
    MatchingDialog(const EnrichmentMapping &mapping, const ListSchema &schema, SharedSourceSample sample,
                   QWidget *parent = nullptr);
    [[nodiscard]] MatchRule match() const;
    [[nodiscard]] RecencyRule recency() const;

private:
    void addMatch(QFormLayout &form, const MatchRule &match, const ListSchema &schema);
    void addRecency(QFormLayout &form, const RecencyRule &recency, const ListSchema &schema);
    void lookAtColumn();
    void showMatch();
    void showDates();
    [[nodiscard]] int chosenColumn() const; ///< Place in the sample's columns; -1: none that the file has.

    const QLocale m_locale; ///< Of the mapping.
    const SharedSourceSample m_sample;
    QComboBox *m_attribute = nullptr;
    QCheckBox *m_ignoresCase = nullptr;
    QComboBox *m_column = nullptr;
    QComboBox *m_format = nullptr;
    QComboBox *m_contactDate = nullptr;
    PlainLabel *m_dates = nullptr;
    QStringList m_fitting; ///< Formats that the chosen column's first cells fit.
    QPushButton *m_accept = nullptr;
};

} // namespace muster
