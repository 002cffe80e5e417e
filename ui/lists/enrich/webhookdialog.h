// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/enrichment.h"

#include <QDialog>
#include <functional>

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace muster {

class DataTable;
class PlainLabel;
class WebhooksModel;

/// Where the tenant tells a CRM of enriched contacts: what was registered from here, and a form to register, or to
/// check by registering the same again. What is wrong stands beside its field. Asks; WebhookController acts.
class WebhookDialog : public QDialog
{
    Q_OBJECT

public:
    /// What is wrong with a registration; nothing: it may be sent.
    using Judge = std::function<std::optional<ApiError>(const WebhookRegistration &registration)>;

    WebhookDialog(WebhooksModel &known, const QStringList &events, Judge judge, QWidget *parent = nullptr);
    [[nodiscard]] WebhookRegistration registration() const;
    void setLookOnly(bool lookOnly);
    void showAsking(); ///< Until showAnswer().
    /// `notKept`: why the answer could not be written down.
    void showAnswer(const WebhookAnswer &answer, const std::optional<ApiError> &notKept);

Q_SIGNALS:
    void registerAsked(const muster::WebhookRegistration &registration);
    void armAsked();

private:
    struct Problem
    {
        PlainLabel *label = nullptr;
        bool told = false; ///< The field was touched: what is wrong with it is said.
    };
    enum Field { Name, Address, Events, Retries, Wait, FieldCount };

    QWidget *buildForm(const QStringList &events);
    QWidget *buildFoot();
    void addRow(QFormLayout *form, Field field, const QString &label, QWidget *editor);
    void fillFrom(int row);
    void touched(Field field);
    void showState();
    /// What is wrong with that field alone, all others being right.
    [[nodiscard]] std::optional<ApiError> fault(Field field) const;

    WebhooksModel &m_known;
    const Judge m_judge;
    bool m_lookOnly = false, m_asking = false;
    Problem m_problems[FieldCount];
    DataTable *m_table = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_address = nullptr;
    QList<QCheckBox *> m_events;
    QSpinBox *m_retries = nullptr;
    QSpinBox *m_wait = nullptr;
    PlainLabel *m_outcome = nullptr;
    QPushButton *m_arm = nullptr;
    QPushButton *m_register = nullptr;
};

} // namespace muster
