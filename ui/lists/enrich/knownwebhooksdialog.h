// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

namespace muster {

class WebhookStore;
class WebhooksModel;

/// The webhooks that were asked for from this data folder, of all tenants; needs none to be open, changes nothing.
class KnownWebhooksDialog : public QDialog
{
    Q_OBJECT

public:
    explicit KnownWebhooksDialog(const WebhookStore &store, QWidget *parent = nullptr);
};

} // namespace muster
