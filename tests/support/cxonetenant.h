// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/wire/connectionprofile.h"

namespace muster::test {

/// A connection to a simulator that was started, its API approved; the secret is accessKeySecret().
inline ConnectionProfile profileOf(const CxoneSandbox &sandbox, Environment environment = Environment::Test)
{
    ConnectionProfile profile = contractProfile(QStringLiteral("CXone"), sandbox.issuerUrl());
    profile.id = QString(32, u'c');
    profile.dialect = dialects::cxone;
    profile.clientId = sandbox.accessKeyId();
    profile.environment = environment;
    profile.options = {{QStringLiteral("sign_in_host"), sandbox.issuerUrl().toString()}};
    profile.approvedOrigins = {sandbox.apiUrl().toString()};
    profile.downloadHosts = {sandbox.filesUrl().authority()};
    return profile;
}

} // namespace muster::test
